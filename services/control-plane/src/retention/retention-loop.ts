import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { FarmEvents } from '../platform/events/farm-events.js';
import { BackgroundLoop } from '../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { BlobCollection } from './blob-collection.js';
import { FileDeletion } from './file-deletion.js';

const everyMs = 10 * 60_000;
const atOnce = 50;

/** Deletes files whose time is over, and bytes that nothing refers to. */
@Injectable()
export class RetentionLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;

  constructor(deletion: FileDeletion, collection: BlobCollection, events: FarmEvents, logger: FarmLogger) {
    this.loop = new BackgroundLoop({
      name: 'retention',
      everyMs,
      waker: events.waker([]),
      logger: logger.pino,
      round: async () => {
        const expired = await deletion.expire(atOnce);
        const collected = await collection.collect(atOnce);
        return expired === atOnce || collected === atOnce;
      },
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
