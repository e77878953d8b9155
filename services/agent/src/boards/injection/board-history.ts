import type { BoardPast } from './attempt-plan.js';

const REMEMBERED = 1000;

/** When attempts began and ended on a board, on the monotonic clock. */
export class BoardHistory implements BoardPast {
  #attempts = 0;
  readonly #recent: { readonly beganMs: number; endedMs: number }[] = [];

  get attempts(): number {
    return this.#attempts;
  }

  begin(nowMs: number): void {
    this.#attempts += 1;
    this.#recent.push({ beganMs: nowMs, endedMs: nowMs });
    if (this.#recent.length > REMEMBERED) this.#recent.shift();
  }

  end(nowMs: number): void {
    const last = this.#recent.at(-1);
    if (last !== undefined) last.endedMs = nowMs;
  }

  attemptsWithoutRest(restMs: number): number {
    let count = 0;
    let followedAtMs = performance.now();
    for (const { beganMs, endedMs } of this.#recent.toReversed()) {
      if (followedAtMs - endedMs >= restMs) break;
      followedAtMs = beganMs;
      count += 1;
    }
    return count;
  }
}
