import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { FarmEvents } from '../../platform/events/farm-events.js';
import { BackgroundLoop } from '../../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../../platform/logging/farm-logger.js';
import { FloatScoring } from './float-scoring.js';

const everyMs = 1_000;

/** Works on float models one picture at a time: they need a whole core, and nobody waits for them but their column. */
@Injectable()
export class FloatLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;

  constructor(scoring: FloatScoring, events: FarmEvents, logger: FarmLogger) {
    this.loop = new BackgroundLoop({
      name: 'float models',
      everyMs,
      waker: events.waker(['submission-changed']),
      logger: logger.pino,
      round: (signal) => scoring.next(signal),
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
