import type { JobEvent, SubmissionLogEvent } from '@npufarm/contracts';
import { printable } from '../../output/printable.js';
import type { Style } from '../../output/style.js';

const paints = {
  debug: 'dim',
  info: undefined,
  warn: 'yellow',
  error: 'red',
} as const satisfies Record<JobEvent['level'], keyof Style | undefined>;

/** A line of a job's log for people; undefined for progress, telemetry and debug lines, which are noise here. */
export function logLine(
  event: JobEvent | SubmissionLogEvent,
  style: Style,
  verbose = false,
): string | undefined {
  if (!verbose && (event.kind === 'progress' || event.kind === 'telemetry' || event.level === 'debug')) {
    return undefined;
  }
  const paint = paints[event.level];
  const text = printable(event.text);
  const kind = 'jobKind' in event ? `${event.jobKind.padEnd(8)} ` : '';
  const prefix = `${event.at.slice(11, 23)} ${kind}${event.stage.padEnd(9)} ${event.source.padEnd(5)}`;
  return `${style.dim(prefix)} ${paint === undefined ? text : style[paint](text)}`;
}
