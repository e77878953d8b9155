import type { AttemptNumber, FailureClass, JobId, JobKind, JobState, SubmissionId } from '@npufarm/contracts';
import { isFinalJobState } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import { applyAttemptEvent } from './apply-attempt-event.js';
import { applyJobEvent } from './apply-job-event.js';
import type { JobOutcome } from './job-outcome.js';
import { lockAttempt } from './lock-attempt.js';
import type { LockedJob } from './locked-attempt.js';
import type { Notices } from './notices.js';

/** Who cancels, and why. */
export interface Cancellation {
  readonly now: Date;
  readonly failureClass: FailureClass;
  readonly detail: string;
}

interface Row {
  readonly id: JobId;
  readonly submission_id: SubmissionId | null;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly current_attempt: AttemptNumber | null;
  readonly attempt_count: number;
  readonly attempt_limit: number;
  readonly cancel_requested_at: Date | null;
  readonly outcome: JobOutcome | null;
}

/**
 * Cancels a job: at once while it waits or is only offered, else by asking its agent to stop.
 *
 * Returns false when the job had ended before.
 */
export async function cancelJob(
  manager: EntityManager,
  id: JobId,
  { now, failureClass, detail }: Cancellation,
  notices: Notices,
): Promise<boolean> {
  const job = await lockJob(manager, id);
  if (job === undefined || isFinalJobState(job.state)) return false;
  const outcome = { failureClass, detail };
  await applyJobEvent(manager, job, 'cancel', { now, outcome }, notices);
  await manager.query('UPDATE jobs SET cancel_reason = $2 WHERE id = $1', [id, detail]);

  const attempt =
    job.currentAttempt === undefined ? undefined : await lockAttempt(manager, job.currentAttempt);
  if (attempt?.state === 'OFFERED') {
    await applyAttemptEvent(manager, attempt, 'cancel-offer', { now, failureClass, detail }, notices);
  }
  return true;
}

async function lockJob(manager: EntityManager, id: JobId): Promise<LockedJob | undefined> {
  const row = await queryOne<Row>(
    manager,
    `SELECT id, submission_id, kind, state, current_attempt, attempt_count, attempt_limit, cancel_requested_at, outcome
     FROM jobs WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (row === undefined) return undefined;
  return {
    id: row.id,
    submissionId: row.submission_id ?? undefined,
    kind: row.kind,
    state: row.state,
    currentAttempt: row.current_attempt ?? undefined,
    attemptCount: row.attempt_count,
    attemptLimit: row.attempt_limit,
    cancelRequested: row.cancel_requested_at !== null,
    outcome: row.outcome ?? undefined,
  };
}
