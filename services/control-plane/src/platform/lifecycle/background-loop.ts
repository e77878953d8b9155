import type { Logger } from 'pino';
import type { Waker } from '../events/waker.js';

export interface BackgroundLoopOptions {
  readonly name: string;
  readonly everyMs: number;
  readonly waker: Waker;
  readonly logger: Logger;
  /** One round; true when there may be more to do at once. */
  readonly round: (signal: AbortSignal) => Promise<boolean>;
}

/** Repeats a round when woken and at least every `everyMs`. A round that throws is logged and tried again. */
export class BackgroundLoop {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: BackgroundLoopOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when the current round has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.options.waker.close();
  }

  private async run(): Promise<void> {
    const { name, everyMs, waker, logger, round } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      let hasMore = false;
      try {
        hasMore = await round(signal);
      } catch (cause) {
        if (!signal.aborted) logger.warn({ loop: name, err: cause }, 'round failed, tried again');
      }
      if (!hasMore) await waker.wait(everyMs, signal);
    }
  }
}
