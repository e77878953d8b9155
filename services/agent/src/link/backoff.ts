import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 200;
const LONGEST_MS = 1000;

/** Growing pauses between tries: 200 ms to 1 s, each between a half and the whole of it. */
export class Backoff {
  #nextMs = FIRST_MS;

  /** The next tries start with short pauses again. */
  reset(): void {
    this.#nextMs = FIRST_MS;
  }

  /** Waits; returns early, without an error, when the signal is aborted. */
  async pause(signal: AbortSignal): Promise<void> {
    const pauseMs = this.#nextMs * (0.5 + Math.random() / 2);
    this.#nextMs = Math.min(LONGEST_MS, this.#nextMs * 2);
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
