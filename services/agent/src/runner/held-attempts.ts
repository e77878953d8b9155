import type { HeldAttempt } from './held-attempt.js';

/** Everything that the agent holds, with what is still to be done for it. */
export class HeldAttempts {
  readonly #held = new Map<bigint, { readonly held: HeldAttempt; readonly ended: Promise<void> }>();

  /** Keeps an attempt until its work has ended. */
  add(held: HeldAttempt, work: Promise<void>): void {
    const ended = work.finally(() => this.#held.delete(held.attempt));
    this.#held.set(held.attempt, { held, ended });
  }

  find(attempt: bigint): HeldAttempt | undefined {
    return this.#held.get(attempt)?.held;
  }

  all(): HeldAttempt[] {
    return [...this.#held.values()].map(({ held }) => held);
  }

  /** Resolves when nothing is held any more. */
  async ended(): Promise<void> {
    while (this.#held.size > 0) await Promise.all([...this.#held.values()].map(({ ended }) => ended));
  }
}
