import type { Stage } from '@npufarm/contracts';

/** An attempt in the agent's hands, from Accept until its result has a final disposition. */
export class HeldAttempt {
  stage: Stage = 'preparing';
  readonly #abort = new AbortController();
  #fenceReason: string | undefined;
  #stopReason: string | undefined;
  #isLeaseLost = false;

  constructor(readonly attempt: bigint) {}

  /** Aborted when the attempt has to stop. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Why the attempt was told to stop; undefined while it was not. */
  get stopReason(): string | undefined {
    return this.#stopReason;
  }

  /** True when a later attempt is current: what this one yields is stale evidence. */
  get isFenced(): boolean {
    return this.#fenceReason !== undefined;
  }

  /** True when the attempt was stopped because its lease had not been renewed: a failure, not a cancel. */
  get isLeaseLost(): boolean {
    return this.#isLeaseLost;
  }

  /** Stops the attempt because another agent may soon use its board. */
  loseLease(reason: string): void {
    if (this.#stopReason !== undefined) return;
    this.#isLeaseLost = true;
    this.cancel(reason);
  }

  /** Stops the attempt on request. */
  cancel(reason: string): void {
    this.#stopReason ??= reason;
    this.#abort.abort();
  }

  /** Stops the attempt because a later one is current. */
  fence(reason: string): void {
    this.#fenceReason ??= reason;
    this.cancel(reason);
  }
}
