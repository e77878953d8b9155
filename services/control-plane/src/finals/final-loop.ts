import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { phaseConfigSchema } from '@npufarm/contracts';
import { challengeScore } from '@npufarm/scoring';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { BackgroundLoop } from '../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { finalRows } from './final-rows.js';
import { finalRunsOf } from './final-runs.js';

const everyMs = 1_000;

/** SQL that is true for a phase's newest evaluation when a run was repeated, or a score made anew, after it ended. */
const isOutdated = `NOT EXISTS (
    SELECT FROM final_evaluations later WHERE later.phase_id = evaluation.phase_id
      AND (later.started_at, later.id) > (evaluation.started_at, evaluation.id))
  AND (EXISTS (
    SELECT FROM final_runs run JOIN jobs job ON job.id = run.job_id AND job.superseded_by IS NOT NULL
    JOIN jobs newest ON newest.id = newest_job(run.job_id)
    WHERE run.evaluation_id = evaluation.id AND newest.ended_at > evaluation.ended_at)
  OR EXISTS (
    SELECT FROM final_runs run JOIN scores score ON score.submission_id = run.submission_id
    WHERE run.evaluation_id = evaluation.id AND score.final_score IS NULL
      AND score.finalised_at > evaluation.ended_at))`;

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
    const ended: { id: string; phaseId: string }[] = await this.dataSource.query(
      `SELECT evaluation.id, evaluation.phase_id AS "phaseId" FROM final_evaluations evaluation
       WHERE (evaluation.ended_at IS NULL OR ${isOutdated}) AND NOT EXISTS (
         SELECT FROM final_runs run JOIN jobs job ON job.id = newest_job(run.job_id)
         WHERE run.evaluation_id = evaluation.id AND job.state IN ('QUEUED', 'ACTIVE'))`,
    );
    for (const { id, phaseId } of ended) await this.end(id, phaseId);
    return false;
  }

  private async end(id: string, phaseId: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      // A rescore of the phase waits for this, or this sees its formula.
      const phase = await queryOne<{ config: unknown }>(
        manager,
        'SELECT config FROM phases WHERE id = $1 FOR SHARE',
        [phaseId],
      );
      const { scoreConstant, scoreFormula } = phaseConfigSchema.parse(phase?.config);
      for (const { submissionId, npuMs } of finalRows(await finalRunsOf(manager, id))) {
        if (npuMs === null) continue;
        const [row]: { psnr: number; ssim: number }[] = await manager.query(
          'SELECT psnr, ssim FROM scores WHERE submission_id = $1 FOR UPDATE',
          [submissionId],
        );
        if (row === undefined) continue;
        const measured = { ...row, runtimeMs: npuMs, constant: scoreConstant, formula: scoreFormula };
        await manager.query(
          'UPDATE scores SET final_npu_ms = $2, final_score = $3 WHERE submission_id = $1',
          [submissionId, npuMs, challengeScore(measured)],
        );
      }
      await manager.query('UPDATE final_evaluations SET ended_at = $2 WHERE id = $1', [id, this.clock.now()]);
    });
  }
}
