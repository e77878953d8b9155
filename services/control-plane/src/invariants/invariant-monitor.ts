import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { InvariantView } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { Sweeper } from '../dispatch/index.js';
import { Clock } from '../platform/clock/clock.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { BackgroundLoop } from '../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { checkInvariants } from './check-invariants.js';

const everyMs = 60_000;

/** Checks the invariants each minute: into the metrics, and into the log when one does not hold. */
@Injectable()
export class InvariantMonitor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly sweeper: Sweeper,
    private readonly metrics: Metrics,
    private readonly logger: FarmLogger,
    events: FarmEvents,
  ) {
    this.loop = new BackgroundLoop({
      name: 'invariants',
      everyMs,
      waker: events.waker([]),
      logger: logger.pino,
      round: async () => {
        await this.check();
        return false;
      },
    });
  }

  /** Every invariant as it stands now. */
  async check(): Promise<InvariantView[]> {
    const now = this.clock.now();
    const views = await checkInvariants(this.dataSource, {
      now,
      sweepsSince: this.sweeper.sweepsSince ?? now,
    });
    for (const { id, sentence, violations, examples } of views) {
      this.metrics.invariantViolations.set({ invariant: id }, violations);
      if (violations > 0)
        this.logger.pino.error({ invariant: id, sentence, violations, examples }, 'invariant does not hold');
    }
    return views;
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
