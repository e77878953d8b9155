import { Injectable } from '@nestjs/common';
import type { JobId, SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { capabilityClass } from '../scheduling/index.js';
import { cancelJob } from './cancel-job.js';
import { JobQueue } from './job-queue.js';
import type { NewJob } from './new-job.js';
import { Notices } from './notices.js';

const attemptLimit = 3;

/** The queue is the table of jobs. */
@Injectable()
export class DatabaseJobQueue extends JobQueue {
  constructor(
    private readonly clock: Clock,
    private readonly events: FarmEvents,
  ) {
    super();
  }

  override async enqueue(manager: EntityManager, jobs: readonly NewJob[]): Promise<JobId[]> {
    const ids: JobId[] = [];
    for (const job of jobs) ids.push(await this.insert(manager, job));
    return ids;
  }

  override async cancel(manager: EntityManager, submissionId: SubmissionId, reason: string): Promise<void> {
    const open: { id: JobId }[] = await manager.query(
      `SELECT id FROM jobs WHERE submission_id = $1 AND state IN ('QUEUED', 'ACTIVE') ORDER BY id`,
      [submissionId],
    );
    const notices = new Notices();
    for (const { id } of open) {
      await cancelJob(
        manager,
        id,
        { failureClass: 'CANCELLED_USER', detail: reason, now: this.clock.now() },
        notices,
      );
    }
    // The caller commits later; these are hints, and whoever listens finds the truth in the tables a moment after.
    setImmediate(() => notices.publish(this.events));
  }

  private async insert(manager: EntityManager, job: NewJob): Promise<JobId> {
    const requirementClass = capabilityClass(job.requirement);
    const account = job.teamId ?? farmAccount;
    await manager.query(
      `INSERT INTO fair_share (capability_class, account, virtual_time) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING`,
      [requirementClass, account],
    );
    const row = await queryOne<{ id: JobId }>(
      manager,
      `INSERT INTO jobs (submission_id, team_id, phase_id, kind, state, priority, account, capability_class,
         requirement, work, board, attempt_limit, queued_at)
       VALUES ($1, $2, $3, $4, 'QUEUED', $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
      [
        job.submissionId ?? null,
        job.teamId ?? null,
        job.phaseId ?? null,
        job.kind,
        job.priority,
        account,
        requirementClass,
        JSON.stringify(job.requirement),
        JSON.stringify(job.work),
        job.board ?? null,
        job.attemptLimit ?? attemptLimit,
        this.clock.now(),
      ],
    );
    if (row === undefined) throw new Error('The database stored a job without returning its id.');
    return row.id;
  }
}

/** Who pays for the farm's own work, such as health checks. */
const farmAccount = 'farm';
