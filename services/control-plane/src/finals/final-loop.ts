import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { phaseConfigSchema } from '@npufarm/contracts';
import { challengeScore } from '@npufarm/scoring';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { BackgroundLoop } from '../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { finalRows } from './final-rows.js';
import { finalRunsOf } from './final-runs.js';

const everyMs = 1_000;

/** Ends evaluations whose runs have all ended: the median runtime becomes the one that ranks. */
@Injectable()
export class FinalLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    events: FarmEvents,
    logger: FarmLogger,
  ) {
    this.loop = new BackgroundLoop({
      name: 'final evaluations',
      everyMs,
      waker: events.waker(['job-ended']),
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
    const ended: { id: string; config: unknown }[] = await this.dataSource.query(
      `SELECT evaluation.id, phase.config FROM final_evaluations evaluation
       JOIN phases phase ON phase.id = evaluation.phase_id
       WHERE evaluation.ended_at IS NULL AND NOT EXISTS (
         SELECT FROM final_runs run JOIN jobs job ON job.id = run.job_id
         WHERE run.evaluation_id = evaluation.id AND job.state IN ('QUEUED', 'ACTIVE'))`,
    );
    for (const { id, config } of ended) await this.end(id, config);
    return false;
  }

  private async end(id: string, config: unknown): Promise<void> {
    const { scoreConstant, scoreFormula } = phaseConfigSchema.parse(config);
    await this.dataSource.transaction(async (manager) => {
      for (const { submissionId, npuMs } of finalRows(await finalRunsOf(manager, id))) {
        if (npuMs === null) continue;
        const [row]: { psnr: number }[] = await manager.query(
          'SELECT psnr FROM scores WHERE submission_id = $1 FOR UPDATE',
          [submissionId],
        );
        if (row === undefined) continue;
        const measured = { psnr: row.psnr, runtimeMs: npuMs, constant: scoreConstant, formula: scoreFormula };
        await manager.query(
          'UPDATE scores SET final_npu_ms = $2, final_score = $3 WHERE submission_id = $1',
          [submissionId, npuMs, challengeScore(measured)],
        );
      }
      await manager.query('UPDATE final_evaluations SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [
        id,
        this.clock.now(),
      ]);
    });
  }
}
