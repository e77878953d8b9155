const KEPT = 10_000;

/** Attempts that this process has begun or disowned, the last 10,000: it never starts them, whoever offers them. */
export class PastAttempts {
  readonly #attempts = new Set<bigint>();

  add(attempt: bigint): void {
    this.#attempts.add(attempt);
    if (this.#attempts.size <= KEPT) return;
    const [oldest] = this.#attempts;
    if (oldest !== undefined) this.#attempts.delete(oldest);
  }

  has(attempt: bigint): boolean {
    return this.#attempts.has(attempt);
  }
}
