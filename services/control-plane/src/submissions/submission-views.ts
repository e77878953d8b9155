import { Injectable } from '@nestjs/common';
import type {
  Issue,
  SubmissionId,
  SubmissionJob,
  SubmissionState,
  SubmissionSummary,
  SubmissionView,
} from '@npufarm/contracts';
import { meanScore } from '@npufarm/scoring';
import { DataSource } from 'typeorm';
import { committedTiming, jobsOfSubmission } from '../jobs/index.js';
import { queryOne } from '../platform/database/query-one.js';
import { notFound } from '../platform/problems/not-found.js';
import { BaselineView } from './baseline-view.js';
import { pictureScoresOf } from './evaluation/picture-scores.js';
import {
  type DetailedSubmissionRow,
  type SubmissionRow,
  submissionColumns,
  submissionTables,
  summaryOf,
} from './submission-row.js';

const verdicts: Partial<Record<SubmissionState, SubmissionView['verdict']>> = {
  SCORED: 'accepted',
  REJECTED: 'rejected',
  FAILED: 'failed',
  WITHDRAWN: 'withdrawn',
};

export interface SubmissionFilter {
  readonly teamId?: string | undefined;
  readonly competition?: string | undefined;
  readonly phase?: string | undefined;
  readonly limit: number;
}

/** Submissions as people see them. */
@Injectable()
export class SubmissionViews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly baselines: BaselineView,
  ) {}

  /** The newest submissions first. */
  async list({ teamId, competition, phase, limit }: SubmissionFilter): Promise<SubmissionSummary[]> {
    const rows: SubmissionRow[] = await this.dataSource.query(
      `SELECT ${submissionColumns} FROM ${submissionTables}
       WHERE ($1::uuid IS NULL OR submission.team_id = $1) AND ($2::text IS NULL OR competition.slug = $2)
         AND ($3::text IS NULL OR phase.slug = $3)
       ORDER BY submission.created_at DESC, submission.id DESC LIMIT $4`,
      [teamId ?? null, competition ?? null, phase ?? null, limit],
    );
    return rows.map((row) => summaryOf(shownTo(row, teamId)));
  }

  /**
   * One submission with everything known about it. With a team, other teams' submissions do not exist.
   *
   * @throws FarmError `submission.not-found`
   */
  async get(id: SubmissionId, teamId?: string): Promise<SubmissionView> {
    const { manager } = this.dataSource;
    const row = await queryOne<DetailedSubmissionRow>(
      manager,
      `SELECT ${submissionColumns}, submission.check_report AS "checkReport" FROM ${submissionTables}
       WHERE submission.id = $1 AND ($2::uuid IS NULL OR submission.team_id = $2)`,
      [id, teamId ?? null],
    );
    if (row === undefined) throw notFound('submission', id);
    return this.describe(shownTo(row, teamId), row.isHidden && teamId !== undefined);
  }

  private async describe(row: DetailedSubmissionRow, isHidden: boolean): Promise<SubmissionView> {
    const { manager } = this.dataSource;
    const { id } = row;
    const standings = await jobsOfSubmission(manager, id);
    const timingJob = standings.find(({ kind }) => kind === 'timing');
    const timing = timingJob === undefined ? undefined : await committedTiming(manager, timingJob.id);
    const pictures = isHidden ? [] : await pictureScoresOf(manager, id);
    const mean = pictures.length === 0 ? undefined : meanScore(pictures);
    return {
      ...summaryOf(row),
      psnr: row.psnr ?? mean?.psnr ?? null,
      ssim: row.ssim ?? mean?.ssim ?? null,
      npuMs: row.npuMs ?? (timing === undefined ? null : timing.inferenceUs / 1000),
      verdict: verdicts[row.state] ?? null,
      fidelity: timing?.fidelity ?? null,
      clock: timing?.clock ?? null,
      numerics: timing?.numerics ?? null,
      modelVersion: timing?.modelVersion ?? null,
      configHash: row.scoredConfigHash ?? row.phaseConfigHash,
      issues: issuesOf(
        row,
        standings.flatMap(({ outcome }) => outcome?.issues ?? []),
      ),
      check: row.checkReport,
      jobs: await this.jobs(id),
      timing: timing ?? null,
      pictures: pictures.map(({ name, psnr, ssim, identical }) => ({ name, psnr, ssim, identical })),
      filesDeletedAt: row.filesDeletedAt?.toISOString() ?? null,
      deltaPsnr: row.deltaPsnr,
      deltaSsim: row.deltaSsim,
      dropReason: row.floatReason,
      networkHash: row.networkHash,
      warnings: [...(row.checkReport?.warnings ?? [])],
      factsheet: row.factsheet,
      resultsHidden: isHidden,
      bicubic:
        row.datasetId === null || isHidden ? null : await this.baselines.get(row.datasetId, row.metric),
    };
  }

  private async jobs(id: SubmissionId): Promise<SubmissionJob[]> {
    const rows: (Omit<SubmissionJob, 'queuedAt' | 'endedAt'> & { queuedAt: Date; endedAt: Date | null })[] =
      await this.dataSource.query(
        `SELECT id, kind, state, queued_at AS "queuedAt", ended_at AS "endedAt" FROM jobs
         WHERE submission_id = $1 AND superseded_by IS NULL ORDER BY queued_at, id`,
        [id],
      );
    return rows.map(({ queuedAt, endedAt, ...job }) => ({
      ...job,
      queuedAt: queuedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
  }
}

/** What a participant must read: the delegate's findings, else the reason of the state. */
function issuesOf(
  { checkReport, state, stateReason }: DetailedSubmissionRow,
  ofJobs: readonly Issue[],
): Issue[] {
  const found = [...(checkReport?.issues ?? []), ...ofJobs];
  if (found.length > 0 || stateReason === null || state === 'SCORED') return found;
  return [{ ...stateReason, operator: null, tensor: null }];
}

/** Quality and score of a phase with hidden results are for the organizers until they publish them. */
function shownTo<Row extends SubmissionRow>(row: Row, teamId: string | undefined): Row {
  return row.isHidden && teamId !== undefined
    ? {
        ...row,
        psnr: null,
        ssim: null,
        score: null,
        deltaPsnr: null,
        deltaSsim: null,
      }
    : row;
}
