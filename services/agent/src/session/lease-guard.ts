import type { HeldAttempts } from '../runner/held-attempts.js';

const STOP_AT_SHARE = 0.8;
const TICK_MS = 200;

/**
 * Stops attempts on boards that two agents can reach when their lease was not renewed in time: at 0.8 of its
 * length on the monotonic clock, counted from before the request was sent, so before anybody else may use the
 * board. Attempts on a board of this agent alone go on; their result counts unless a later one was granted.
 */
export class LeaseGuard {
  readonly #stopAtMs = new Map<bigint, number>();

  constructor(private readonly held: HeldAttempts) {}

  /** Watches an attempt from its Accept on; times on the monotonic clock. */
  watch(attempt: bigint, sentAtMs: number, leaseTtlMs: number): void {
    this.#stopAtMs.set(attempt, sentAtMs + STOP_AT_SHARE * leaseTtlMs);
  }

  /** Leases that the control plane has extended. */
  renewed(attempts: readonly bigint[], sentAtMs: number, leaseTtlMs: number): void {
    for (const attempt of attempts) {
      if (this.#stopAtMs.has(attempt)) this.watch(attempt, sentAtMs, leaseTtlMs);
    }
  }

  /** Stops what is overdue at a point of the monotonic clock, and forgets what has ended. */
  enforce(nowMs: number): void {
    for (const [attempt, stopAtMs] of this.#stopAtMs) {
      const held = this.held.find(attempt);
      if (held !== undefined && nowMs < stopAtMs) continue;
      held?.loseLease('the lease of a shared board was not renewed in time');
      this.#stopAtMs.delete(attempt);
    }
  }

  /** Enforces until the signal is aborted. */
  run(signal: AbortSignal): void {
    const timer = setInterval(() => this.enforce(performance.now()), TICK_MS);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }
}
