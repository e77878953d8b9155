// setTimeout takes no more than this; longer limits are cut to it (24 days).
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A point on the monotonic clock. */
export class Deadline {
  readonly #at: number;

  constructor(readonly limitMs: number) {
    this.#at = performance.now() + Math.min(limitMs, LONGEST_TIMER_MS);
  }

  remainingMs(): number {
    return Math.max(0, this.#at - performance.now());
  }
}
