import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { FarmEvents } from '../platform/events/farm-events.js';
import { BackgroundLoop } from '../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { Dispatcher } from './dispatcher.js';

const everyMs = 1_000;

/** Keeps the dispatcher going: when work or a board turns up here, and every second for what other copies did. */
@Injectable()
export class DispatchLoop implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop: BackgroundLoop;

  constructor(dispatcher: Dispatcher, events: FarmEvents, logger: FarmLogger) {
    this.loop = new BackgroundLoop({
      name: 'dispatch',
      everyMs,
      waker: events.waker(['work-queued']),
      logger: logger.pino,
      round: async () => (await dispatcher.dispatch()).length > 0,
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }
}
