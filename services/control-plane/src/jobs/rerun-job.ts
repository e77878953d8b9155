import type {
  JobId,
  JobKind,
  JobRequirement,
  JobState,
  JobWork,
  PhaseId,
  SubmissionId,
  TeamId,
} from '@npufarm/contracts';
import { isFinalJobState } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { notFound } from '../platform/problems/not-found.js';
import type { JobQueue } from './job-queue.js';

interface Row {
  readonly submission_id: SubmissionId | null;
  readonly team_id: TeamId | null;
  readonly phase_id: PhaseId | null;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly priority: number;
  readonly requirement: JobRequirement;
  readonly work: JobWork;
  readonly board: string | null;
  readonly attempt_limit: number;
  readonly superseded_by: JobId | null;
}

/**
 * Queues the same work again as a new job, which counts from now on instead of the old one.
 *
 * @throws FarmError `job.not-found`, `job.not-ended`, `job.files-deleted`
 */
export async function rerunJob(manager: EntityManager, queue: JobQueue, id: JobId): Promise<JobId> {
  const job = await queryOne<Row>(
    manager,
    `SELECT submission_id, team_id, phase_id, kind, state, priority, requirement, work, board, attempt_limit,
       superseded_by
     FROM jobs WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (job === undefined) throw notFound('job', id);
  if (!isFinalJobState(job.state) || job.superseded_by !== null) {
    throw new FarmError({
      code: 'job.not-ended',
      fault: 'participant',
      status: 409,
      detail:
        job.superseded_by === null
          ? `Job ${id} is ${job.state}; only a job that has ended can run again.`
          : `Job ${id} was run again as ${job.superseded_by}.`,
      hint: job.superseded_by === null ? 'Wait for its end, or cancel it first.' : 'Run that one again.',
    });
  }
  const deleted = await queryOne(
    manager,
    'SELECT FROM submissions WHERE id = $1 AND files_deleted_at IS NOT NULL',
    [job.submission_id],
  );
  if (deleted !== undefined) {
    throw new FarmError({
      code: 'job.files-deleted',
      fault: 'participant',
      status: 409,
      detail: `The files of submission ${job.submission_id ?? ''} were deleted; its score stays as it is.`,
      hint: 'Ask the team to submit again.',
    });
  }
  const [again] = await queue.enqueue(manager, [
    {
      kind: job.kind,
      ...(job.submission_id === null ? {} : { submissionId: job.submission_id }),
      ...(job.team_id === null ? {} : { teamId: job.team_id }),
      ...(job.phase_id === null ? {} : { phaseId: job.phase_id }),
      ...(job.board === null ? {} : { board: job.board }),
      priority: job.priority,
      requirement: job.requirement,
      work: job.work,
      attemptLimit: job.attempt_limit,
    },
  ]);
  if (again === undefined) throw new Error(`Job ${id} was queued again without an id.`);
  await manager.query('UPDATE jobs SET superseded_by = $2 WHERE id = $1', [id, again]);
  return again;
}
