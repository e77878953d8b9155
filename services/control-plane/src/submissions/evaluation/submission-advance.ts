import { Injectable } from '@nestjs/common';
import type { PictureScore, SubmissionId } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { Competitions } from '../../competitions/index.js';
import { type JobStanding, committedTiming, jobsOfSubmission } from '../../jobs/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { queryOne } from '../../platform/database/query-one.js';
import { FarmEvents } from '../../platform/events/farm-events.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { accuracyDrop, type FloatStanding, floatStandingOf } from '../accuracy-drop/accuracy-drop.js';
import { SubmissionMoves } from '../submission-moves.js';
import { evaluate } from './evaluation.js';
import { finalScore } from './final-score.js';
import { pictureScoresOf } from './picture-scores.js';
import { scoringFailuresOf } from './scoring-failures.js';

/** Ends submissions whose jobs have ended. It looks at tables only, so a crash at any point loses nothing. */
@Injectable()
export class SubmissionAdvance {
  constructor(
    private readonly dataSource: DataSource,
    private readonly competitions: Competitions,
    private readonly moves: SubmissionMoves,
    private readonly clock: Clock,
    private readonly events: FarmEvents,
    private readonly metrics: Metrics,
  ) {}

  /** Looks at one submission; true when it moved. */
  async advance(id: SubmissionId): Promise<boolean> {
    const state = await this.dataSource.transaction(async (manager) => {
      const open = await queryOne<{ phaseId: string }>(
        manager,
        `SELECT phase_id AS "phaseId" FROM submissions WHERE id = $1 AND state = 'EVALUATING' FOR UPDATE SKIP LOCKED`,
        [id],
      );
      return open === undefined ? undefined : this.decide(manager, id, open.phaseId);
    });
    if (state === undefined) return false;
    this.metrics.submissionsTotal.inc({ state });
    this.events.publish('submission-changed', { submissionId: id });
    return true;
  }

  /** Takes submissions back into evaluation whose jobs somebody runs again; returns how many. */
  async reopen(): Promise<number> {
    const rows: { id: SubmissionId }[] = await this.dataSource.query(
      `SELECT DISTINCT submission.id FROM jobs job JOIN submissions submission ON submission.id = job.submission_id
       WHERE job.state IN ('QUEUED', 'ACTIVE') AND job.cancel_requested_at IS NULL
         AND submission.state IN ('SCORED', 'REJECTED', 'FAILED', 'WITHDRAWN')`,
    );
    for (const { id } of rows) {
      await this.dataSource.transaction((manager) => this.moves.move(manager, id, { event: 'run-again' }));
      this.events.publish('submission-changed', { submissionId: id });
    }
    return rows.length;
  }

  private async decide(
    manager: EntityManager,
    id: SubmissionId,
    phaseId: string,
  ): Promise<string | undefined> {
    const jobs = await jobsOfSubmission(manager, id);
    const pictures = await pictureScoresOf(manager, id);
    const scoredJobs = await completelyScored(manager, id);
    const scoringFailures = await scoringFailuresOf(manager, id);
    const float = await floatStandingOf(manager, id);
    const isDropPending = float.isPending;
    const evaluation = evaluate({ jobs, scoredJobs, scoringFailures, isDropPending });
    if (evaluation.kind === 'wait') return undefined;
    if (evaluation.kind === 'end') return this.moves.move(manager, id, evaluation);
    return this.score(manager, id, { phaseId, jobs, pictures, float });
  }

  private async score(
    manager: EntityManager,
    id: SubmissionId,
    {
      phaseId,
      jobs,
      pictures,
      float,
    }: {
      phaseId: string;
      jobs: readonly JobStanding[];
      pictures: readonly PictureScore[];
      float: FloatStanding;
    },
  ): Promise<string | undefined> {
    const timingJob = jobs.find(({ kind }) => kind === 'timing');
    const timing = timingJob === undefined ? undefined : await committedTiming(manager, timingJob.id);
    if (timing === undefined)
      throw new Error(`The timing job of submission ${id} succeeded without a result.`);
    // A rescore of the phase waits until this score is there, or this score sees its formula.
    await manager.query('SELECT FROM phases WHERE id = $1 FOR SHARE', [phaseId]);
    const { phase, config } = await this.competitions.phaseById(manager, phaseId);
    const compilers = await compilersOf(manager, id);
    const final = finalScore(config, timing, pictures, { frozen: phase.frozen, compilers });
    if (final.kind === 'unranked')
      return this.moves.move(manager, id, { event: 'scored', reason: final.reason });
    const { npuMs, cpuMs, psnr, ssim, score } = final.score;
    const drop = accuracyDrop(float, { psnr, ssim });
    await manager.query(
      `INSERT INTO scores (submission_id, team_id, phase_id, fidelity, clock, numerics, model_version, config_hash,
                           npu_ms, cpu_ms, psnr, ssim, score, finalised_at, delta_psnr, delta_ssim)
       SELECT id, team_id, phase_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
       FROM submissions WHERE id = $1`,
      [
        id,
        timing.fidelity,
        timing.clock,
        timing.numerics,
        timing.modelVersion,
        phase.configHash,
        npuMs,
        cpuMs ?? null,
        psnr,
        ssim,
        score,
        this.clock.now(),
        drop.psnr,
        drop.ssim,
      ],
    );
    return this.moves.move(manager, id, { event: 'scored' });
  }
}

/** The compilers that the outputs of a submission's current jobs come from. */
async function compilersOf(manager: EntityManager, id: SubmissionId): Promise<string[]> {
  const rows: { version: string }[] = await manager.query(
    `SELECT DISTINCT result.data -> 'environment' ->> 'compilerVersion' AS version
     FROM jobs job JOIN attempts attempt ON attempt.job_id = job.id AND attempt.state = 'COMMITTED'
     JOIN results result ON result.attempt_id = attempt.id AND result.kind = 'fidelity'
     WHERE job.submission_id = $1 AND job.superseded_by IS NULL`,
    [id],
  );
  return rows.map(({ version }) => version);
}

async function completelyScored(manager: EntityManager, id: SubmissionId): Promise<ReadonlySet<string>> {
  const rows: { id: string }[] = await manager.query(
    `SELECT job.id FROM jobs job
     WHERE job.submission_id = $1 AND job.kind = 'fidelity'
       AND (SELECT count(*) FROM picture_scores score WHERE score.job_id = job.id)
         = jsonb_array_length(job.work -> 'pictures')`,
    [id],
  );
  return new Set(rows.map((row) => row.id));
}
