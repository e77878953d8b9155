import type { Reason, SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import type { ScoringFailure } from './evaluation.js';

/** What went wrong when outputs of a submission's current jobs were scored. */
export function scoringFailuresOf(
  manager: Pick<EntityManager, 'query'>,
  submissionId: SubmissionId,
): Promise<ScoringFailure[]> {
  return manager.query(
    `SELECT failure.fault, failure.reason FROM scoring_failures failure JOIN jobs job ON job.id = failure.job_id
     WHERE job.submission_id = $1 AND job.superseded_by IS NULL ORDER BY failure.created_at`,
    [submissionId],
  );
}

/** Keeps why a job's outputs cannot be scored; the first word stands. */
export async function keepScoringFailure(
  manager: Pick<EntityManager, 'query'>,
  jobId: string,
  fault: ScoringFailure['fault'],
  reason: Reason,
): Promise<void> {
  await manager.query(
    'INSERT INTO scoring_failures (job_id, fault, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [jobId, fault, JSON.stringify(reason)],
  );
}
