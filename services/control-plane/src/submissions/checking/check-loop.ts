import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { Config } from '../../config/config.js';
import { FarmEvents } from '../../platform/events/farm-events.js';
import { Readiness } from '../../platform/health/readiness.js';
import { BackgroundLoop } from '../../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../../platform/logging/farm-logger.js';
import { claimSubmission, releaseClaim } from './claim-submission.js';
import { UploadCheck } from './upload-check.js';

const everyMs = 1_000;
const claimMarginMs = 20_000;

/** Checks uploads, several at once. A checker that dies loses its claim, and somebody else checks again. */
@Injectable()
export class CheckLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loops: readonly BackgroundLoop[];

  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly check: UploadCheck,
    events: FarmEvents,
    logger: FarmLogger,
    readiness: Readiness,
  ) {
    this.loops = Array.from(
      { length: config.checksAtOnce },
      () =>
        new BackgroundLoop({
          name: 'upload checks',
          everyMs,
          waker: events.waker(['submission-received']),
          logger: logger.pino,
          round: (signal) => this.round(signal),
        }),
    );
    readiness.add('emulator', () => {
      if (existsSync(config.emulatorPath)) return Promise.resolve('found');
      return Promise.reject(new Error(`${config.emulatorPath} is missing; build the project`));
    });
  }

  onApplicationBootstrap(): void {
    for (const loop of this.loops) loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  private async round(signal: AbortSignal): Promise<boolean> {
    const claimed = await claimSubmission(
      this.dataSource.manager,
      this.config.checkTimeoutMs + claimMarginMs,
    );
    if (claimed === undefined) return false;
    try {
      await this.check.run(claimed, signal);
    } catch (cause) {
      await releaseClaim(this.dataSource.manager, claimed.id);
      throw cause;
    }
    return true;
  }
}
