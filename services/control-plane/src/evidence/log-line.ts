import type { AttemptNumber, EventKind, EventLevel, EventSource, Stage } from '@npufarm/contracts';

/** One event of an attempt, checked and ready to be stored. */
export interface LogLine {
  readonly attempt: AttemptNumber;
  readonly seq: bigint;
  readonly at: Date;
  readonly stage: Stage;
  readonly level: EventLevel;
  readonly source: EventSource;
  readonly kind: EventKind;
  readonly text: string;
  /** JSON text. */
  readonly data: string | undefined;
}
