import { EventKind } from '@npufarm/agent-protocol';
import type { EventLevel, EventSource, Stage } from '@npufarm/contracts';
import type { BoardEvent } from '../boards/board-event.js';
import type { AttemptSpool, UnnumberedEvent } from '../spool/attempt-spool.js';
import type { HeldAttempt } from './held-attempt.js';

const LONGEST_LINE_CHARACTERS = 16_384;

/** Turns what happens in an attempt into the numbered events of its spool. */
export class EventRecorder {
  /** `nowUs` is the wall clock in microseconds since 1970. */
  constructor(
    private readonly held: HeldAttempt,
    private readonly spool: AttemptSpool,
    private readonly nowUs: () => bigint,
  ) {}

  /** A stage begins. */
  stage(stage: Stage): void {
    this.held.stage = stage;
    this.#add('info', 'agent', EventKind.EVENT_KIND_STAGE, stage);
  }

  /** One or more lines of text. */
  log(level: EventLevel, source: EventSource, text: string): void {
    const lines = text.split(/\r?\n/).filter((line) => line !== '');
    this.spool.append(lines.map((line) => this.#event(level, source, EventKind.EVENT_KIND_LOG, line)));
  }

  /** Whatever a board says, except its outcome. */
  board(event: Exclude<BoardEvent, { kind: 'outcome' }>): void {
    switch (event.kind) {
      case 'stage':
        return this.stage(event.stage);
      case 'log':
        return this.log(event.level, event.source, event.text);
      case 'progress': {
        const { done, total } = event;
        return this.#add('debug', 'board', EventKind.EVENT_KIND_PROGRESS, `${done} of ${total}`, {
          done,
          total,
        });
      }
      case 'issue':
        return this.#add('error', 'board', EventKind.EVENT_KIND_ISSUE, event.issue.detail, event.issue);
      case 'telemetry': {
        const { name, value, unit } = event;
        const text = `${name} ${value} ${unit}`;
        return this.#add('debug', 'board', EventKind.EVENT_KIND_TELEMETRY, text, { name, value, unit });
      }
    }
  }

  #add(level: EventLevel, source: EventSource, kind: EventKind, text: string, data?: object): void {
    this.spool.append([this.#event(level, source, kind, text, data)]);
  }

  #event(
    level: EventLevel,
    source: EventSource,
    kind: EventKind,
    text: string,
    data?: object,
  ): UnnumberedEvent {
    return {
      atUs: this.nowUs(),
      stage: this.held.stage,
      level,
      source,
      kind,
      text: text.slice(0, LONGEST_LINE_CHARACTERS),
      dataJson: data === undefined ? '' : JSON.stringify(data),
    };
  }
}
