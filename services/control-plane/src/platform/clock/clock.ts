/** The only source of time for services; tests step it. */
export abstract class Clock {
  /** Wall clock. It may jump, either way, when it is synchronised. */
  abstract now(): Date;
  /** Milliseconds that only grow, for measuring durations. */
  abstract monotonicMs(): number;
  /** Looks at whatever the wall clock goes by. */
  abstract synchronise(): Promise<void>;
  /** Resolves after `durationMs`, or at once and without an error when `signal` aborts. */
  abstract sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}
