import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { SubmissionId } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { FarmEvents } from '../../platform/events/farm-events.js';
import { BackgroundLoop } from '../../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../../platform/logging/farm-logger.js';
import { SubmissionAdvance } from './submission-advance.js';

const everyMs = 1_000;
const perRound = 200;
const nilId = '00000000-0000-0000-0000-000000000000';

/** Carries submissions from ended jobs to their verdict: woken by ended jobs, and looking every second. */
@Injectable()
export class AdvanceLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;
  /** Oldest first, and round after round through all of them, so that a long queue starves nobody. */
  private cursor = nilId;

  constructor(
    private readonly dataSource: DataSource,
    private readonly advance: SubmissionAdvance,
    private readonly logger: FarmLogger,
    events: FarmEvents,
  ) {
    this.loop = new BackgroundLoop({
      name: 'submission advance',
      everyMs,
      waker: events.waker(['job-ended', 'submission-scored']),
      logger: logger.pino,
      round: () => this.round(),
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async round(): Promise<boolean> {
    await this.advance.reopen();
    const rows: { id: SubmissionId }[] = await this.dataSource.query(
      `SELECT id FROM submissions submission WHERE state = 'EVALUATING' AND id > $1
         AND EXISTS (SELECT FROM jobs job WHERE job.submission_id = submission.id AND job.ended_at IS NOT NULL)
       ORDER BY id LIMIT $2`,
      [this.cursor, perRound],
    );
    this.cursor = rows.length === perRound ? (rows.at(-1)?.id ?? nilId) : nilId;
    for (const { id } of rows) {
      try {
        await this.advance.advance(id);
      } catch (cause) {
        this.logger.pino.error({ submissionId: id, err: cause }, 'submission cannot advance');
      }
    }
    return rows.length === perRound;
  }
}
