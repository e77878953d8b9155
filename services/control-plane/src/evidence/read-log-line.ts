import { type Event, EventKind as WireKind } from '@npufarm/agent-protocol';
import {
  type AttemptNumber,
  type EventKind,
  eventLevelSchema,
  eventSourceSchema,
  type EventLevel,
  type EventSource,
  type Stage,
  stageSchema,
} from '@npufarm/contracts';
import type { LogLine } from './log-line.js';

const kinds: Partial<Record<WireKind, EventKind>> = {
  [WireKind.EVENT_KIND_LOG]: 'log',
  [WireKind.EVENT_KIND_STAGE]: 'stage',
  [WireKind.EVENT_KIND_PROGRESS]: 'progress',
  [WireKind.EVENT_KIND_ISSUE]: 'issue',
  [WireKind.EVENT_KIND_TELEMETRY]: 'telemetry',
  [WireKind.EVENT_KIND_GAP]: 'gap',
};

const textLimit = 64 * 1024;

/**
 * An event from the wire as a log line. A field that this version does not know is replaced, never refused: a
 * line is evidence, and refusing it would make the agent send it for ever.
 */
export function readLogLine(attempt: AttemptNumber, event: Event): LogLine {
  return {
    attempt,
    seq: event.seq,
    at: new Date(Number(event.atUs / 1000n)),
    stage: stageSchema.safeParse(event.stage).data ?? ('preparing' satisfies Stage),
    level: eventLevelSchema.safeParse(event.level).data ?? ('info' satisfies EventLevel),
    source: eventSourceSchema.safeParse(event.source).data ?? ('agent' satisfies EventSource),
    kind: kinds[event.kind] ?? 'log',
    text: storable(event.text).slice(0, textLimit),
    data: readData(event.dataJson),
  };
}

/** PostgreSQL stores no NUL character. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD');
}

function readData(json: string): string | undefined {
  if (json === '') return undefined;
  try {
    JSON.parse(json);
  } catch {
    return JSON.stringify({ unreadable: storable(json).slice(0, textLimit) });
  }
  return json.includes('\\u0000') ? json.replaceAll('\\u0000', '\\ufffd') : json;
}
