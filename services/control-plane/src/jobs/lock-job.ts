import type { AttemptNumber, JobId, JobKind, JobState, SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import type { JobOutcome } from './job-outcome.js';
import type { LockedJob } from './locked-attempt.js';

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

/** A job under its row lock, taken before those of its attempt and board. */
export async function lockJob(manager: EntityManager, id: JobId): Promise<LockedJob | undefined> {
  const row = await queryOne<Row>(
    manager,
    `SELECT id, submission_id, kind, state, current_attempt, attempt_count, attempt_limit, cancel_requested_at, outcome
     FROM jobs WHERE id = $1 FOR NO KEY UPDATE`,
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
