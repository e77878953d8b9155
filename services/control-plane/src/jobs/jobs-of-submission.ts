import type { JobId, JobKind, JobState, SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import type { JobOutcome } from './job-outcome.js';

/** Where a job of a submission stands. */
export interface JobStanding {
  readonly id: JobId;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly outcome: JobOutcome | undefined;
}

type Row = Omit<JobStanding, 'outcome'> & { readonly outcome: JobOutcome | null };

/** The jobs that count for a submission, in the order they were made; those that were run again are left out. */
export async function jobsOfSubmission(
  manager: Pick<EntityManager, 'query'>,
  submissionId: SubmissionId,
): Promise<JobStanding[]> {
  const rows: Row[] = await manager.query(
    `SELECT id, kind, state, outcome FROM jobs
     WHERE submission_id = $1 AND superseded_by IS NULL ORDER BY queued_at, id`,
    [submissionId],
  );
  return rows.map((row) => ({ ...row, outcome: row.outcome ?? undefined }));
}
