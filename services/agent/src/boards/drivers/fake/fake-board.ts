import { setTimeout as sleep } from 'node:timers/promises';

/** How a wait on a fake board ended. */
export type FakeTime = 'over' | 'overdue' | 'aborted' | 'vanished';

/** The thing that a fake driver drives: it takes its time, may hang or vanish, and runs until it is reset. */
export class FakeBoard {
  #running = false;
  #hung = false;
  #vanished = new AbortController();

  get isRunning(): boolean {
    return this.#running;
  }

  start(): void {
    this.#running = true;
  }

  /** From now on no work ends. */
  hang(): void {
    this.#hung = true;
  }

  /** Everything that runs is lost. */
  vanish(): void {
    this.#running = false;
    this.#vanished.abort();
  }

  /** Power off and on. */
  reset(): void {
    this.#running = false;
    this.#hung = false;
    this.#vanished.abort();
    this.#vanished = new AbortController();
  }

  /** Lets the board work for a time; a limit in `overdueMs` ends the wait. */
  async work(timeMs: number, overdueMs: number, signal: AbortSignal): Promise<FakeTime> {
    const vanished = this.#vanished.signal;
    const startedMs = performance.now();
    const isOver = (): boolean => !this.#hung && performance.now() - startedMs >= timeMs;
    while (!signal.aborted && !vanished.aborted && !isOver()) {
      const waitedMs = performance.now() - startedMs;
      if (waitedMs >= overdueMs) return 'overdue';
      const nextMs = this.#hung ? POLL_MS : Math.min(POLL_MS, Math.max(1, timeMs - waitedMs));
      // Not ended by the signals: they are looked at soon enough, and listening to them for each nap takes longer.
      await sleep(nextMs);
    }
    return signal.aborted ? 'aborted' : vanished.aborted ? 'vanished' : 'over';
  }
}

const POLL_MS = 50;
