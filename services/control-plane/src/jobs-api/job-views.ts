import { Injectable } from '@nestjs/common';
import {
  type JobId,
  type JobRequirement,
  type JobSummary,
  type JobView,
  type QueueView,
  type Reason,
  type StaleEvidenceView,
  type TeamId,
} from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { readBoards, readCandidatesById } from '../dispatch/index.js';
import { readStaleEvidence } from '../evidence/index.js';
import { committedTiming, type JobOutcome } from '../jobs/index.js';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { notFound } from '../platform/problems/not-found.js';
import { explainWaiting } from '../scheduling/index.js';
import { readAttempts } from './attempt-rows.js';
import { type JobFilter, readJobSummaries } from './job-rows.js';

const listLimit = 200;
const queueLimit = 100;

/** Jobs and the queue as callers see them. */
@Injectable()
export class JobViews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  list(filter: JobFilter): Promise<JobSummary[]> {
    return readJobSummaries(this.dataSource.manager, filter, listLimit);
  }

  /** A job with all its attempts; of one team only when `teamId` is given. @throws FarmError `job.not-found` */
  async get(id: JobId, teamId?: TeamId): Promise<JobView> {
    const { manager } = this.dataSource;
    const [summary] = await readJobSummaries(manager, { id, teamId }, 1);
    const rest = await queryOne<{ requirement: JobRequirement; outcome: JobOutcome | null }>(
      manager,
      'SELECT requirement, outcome FROM jobs WHERE id = $1',
      [id],
    );
    if (summary === undefined || rest === undefined)
      throw notFound('job', id, 'GET /api/v1/jobs lists them.');
    const reasons = summary.state === 'QUEUED' ? await this.explain([id]) : new Map<JobId, Reason[]>();
    return {
      ...summary,
      requirement: rest.requirement,
      attempts: await readAttempts(manager, id),
      waiting: reasons.get(id) ?? [],
      issues: [...(rest.outcome?.issues ?? [])],
      timing: (await committedTiming(manager, id)) ?? null,
      failureClass: rest.outcome?.failureClass ?? null,
      detail: rest.outcome?.detail ?? null,
    };
  }

  /** What came too late of a job's attempts. @throws FarmError `job.not-found` */
  async staleEvidence(id: JobId): Promise<StaleEvidenceView[]> {
    await this.get(id);
    return readStaleEvidence(this.dataSource.manager, id);
  }

  /** The head of the queue in its order, with the reasons why each job does not run now. */
  async queue(): Promise<QueueView> {
    const { manager } = this.dataSource;
    const counts = await queryOne<{ queued: string; active: string }>(
      manager,
      `SELECT count(*) FILTER (WHERE state = 'QUEUED') AS queued, count(*) FILTER (WHERE state = 'ACTIVE') AS active
       FROM jobs WHERE state IN ('QUEUED', 'ACTIVE')`,
      [],
    );
    const rows: (Omit<QueueView['items'][number], 'queuedAt' | 'reasons'> & { queuedAt: Date })[] =
      await manager.query(
        `SELECT j.id AS "jobId", j.submission_id AS "submissionId", t.name AS team, j.kind, j.priority,
           j.queued_at AS "queuedAt"
         FROM jobs j LEFT JOIN teams t ON t.id = j.team_id
         LEFT JOIN fair_share f ON f.capability_class = j.capability_class AND f.account = j.account
         WHERE j.state = 'QUEUED'
         ORDER BY j.priority DESC, coalesce(f.virtual_time, 0), j.queued_at, j.id LIMIT $1`,
        [queueLimit],
      );
    const reasons = await this.explain(rows.map(({ jobId }) => jobId));
    return {
      queued: Number(counts?.queued ?? 0),
      active: Number(counts?.active ?? 0),
      items: rows.map((row) => ({
        ...row,
        queuedAt: row.queuedAt.toISOString(),
        reasons: reasons.get(row.jobId) ?? [],
      })),
    };
  }

  private async explain(ids: readonly JobId[]): Promise<Map<JobId, Reason[]>> {
    const { manager } = this.dataSource;
    const [candidates, boards] = await Promise.all([readCandidatesById(manager, ids), readBoards(manager)]);
    const nowMs = this.clock.now().getTime();
    return new Map(
      candidates.map((candidate) => [candidate.jobId, explainWaiting(candidate, boards, nowMs)]),
    );
  }
}
