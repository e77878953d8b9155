import { Clock } from './clock.js';

interface Sleeper {
  readonly wakeAtMs: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is stepped; sleepers wake when their time has come. */
export class SteppedClock extends Clock {
  private elapsedMs = 0;
  private jumpedMs = 0;
  private readonly sleepers = new Set<Sleeper>();

  constructor(private readonly start: Date = new Date('2026-01-01T00:00:00Z')) {
    super();
  }

  override now(): Date {
    return new Date(this.start.getTime() + this.elapsedMs + this.jumpedMs);
  }

  override monotonicMs(): number {
    return this.elapsedMs;
  }

  override async synchronise(): Promise<void> {}

  override sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper: Sleeper = {
        wakeAtMs: this.elapsedMs + durationMs,
        wake: () => {
          this.sleepers.delete(sleeper);
          resolve();
        },
      };
      this.sleepers.add(sleeper);
      signal?.addEventListener('abort', sleeper.wake, { once: true });
    });
  }

  /** Sets the wall clock forward or back, as somebody does to a machine; no time passes. */
  jump(byMs: number): void {
    this.jumpedMs += byMs;
  }

  /** Moves time forward and wakes whoever is due. */
  step(durationMs: number): void {
    this.elapsedMs += durationMs;
    for (const sleeper of this.sleepers) if (sleeper.wakeAtMs <= this.elapsedMs) sleeper.wake();
  }
}
