import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { FarmEvents } from '../platform/events/farm-events.js';
import { BackgroundLoop } from '../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { Sweeper } from './sweeper.js';

const everyMs = 1_000;

/** Sweeps every second. */
@Injectable()
export class SweepLoop implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop: BackgroundLoop;

  constructor(sweeper: Sweeper, events: FarmEvents, logger: FarmLogger) {
    this.loop = new BackgroundLoop({
      name: 'sweep',
      everyMs,
      waker: events.waker([]),
      logger: logger.pino,
      round: async () => {
        await sweeper.sweep();
        return false;
      },
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }
}
