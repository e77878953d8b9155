import type { Clock } from '../clock/clock.js';

/** A latch: a wake between two waits is not lost. */
export class Waker {
  private isSet = false;
  private release: (() => void) | undefined;
  private readonly closers: (() => void)[] = [];

  constructor(private readonly clock: Clock) {}

  wake(): void {
    this.isSet = true;
    this.release?.();
  }

  /** Waits for a wake, `timeoutMs` or the abort of `signal`, whichever comes first. */
  async wait(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (!this.isSet && signal?.aborted !== true) {
      const ended = new AbortController();
      const woken = new Promise<void>((resolve) => {
        this.release = resolve;
      });
      const either = signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]);
      await Promise.race([woken, this.clock.sleep(timeoutMs, either)]);
      this.release = undefined;
      ended.abort();
    }
    this.isSet = false;
  }

  onClose(closer: () => void): void {
    this.closers.push(closer);
  }

  close(): void {
    for (const closer of this.closers) closer();
  }
}
