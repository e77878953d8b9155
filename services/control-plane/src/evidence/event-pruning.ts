import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { BackgroundLoop } from '../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';

const everyMs = 3_600_000;
const attemptsPerRound = 200;
/** For jobs that belong to no phase, such as health checks. */
const defaultRetentionDays = 90;

/** Removes the logs of attempts that ended longer ago than their phase keeps them, each as a whole. */
@Injectable()
export class EventPruning implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    events: FarmEvents,
    logger: FarmLogger,
  ) {
    this.loop = new BackgroundLoop({
      name: 'prune events',
      everyMs,
      waker: events.waker([]),
      logger: logger.pino,
      round: async () => (await this.prune()) > 0,
    });
  }

  /** Prunes some attempts; returns how many lines went. */
  async prune(): Promise<number> {
    const [, lines]: [unknown, number] = await this.dataSource.query(
      `DELETE FROM events WHERE attempt_id IN (
         SELECT a.id FROM attempts a JOIN jobs j ON j.id = a.job_id LEFT JOIN phases p ON p.id = j.phase_id
         WHERE a.ended_at < $1::timestamptz - make_interval(days => coalesce((p.config->>'eventRetentionDays')::integer, $2))
           AND EXISTS (SELECT 1 FROM events e WHERE e.attempt_id = a.id)
         ORDER BY a.id LIMIT ${attemptsPerRound} FOR NO KEY UPDATE OF a SKIP LOCKED)`,
      [this.clock.now(), defaultRetentionDays],
    );
    return lines;
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }
}
