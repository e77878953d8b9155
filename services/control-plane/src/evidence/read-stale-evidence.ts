import { type JobId, type StaleEvidenceView, staleEvidenceViewSchema } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';

/** The results of a job's attempts that were shelved, oldest first. */
export async function readStaleEvidence(
  manager: Pick<EntityManager, 'query'>,
  jobId: JobId,
): Promise<StaleEvidenceView[]> {
  const rows: { receivedAt: Date }[] = await manager.query(
    `SELECT s.attempt_id AS attempt, s.kind, s.reason, s.received_at AS "receivedAt", s.payload
     FROM stale_evidence s JOIN attempts a ON a.id = s.attempt_id WHERE a.job_id = $1 ORDER BY s.id`,
    [jobId],
  );
  return rows.map((row) =>
    staleEvidenceViewSchema.parse({ ...row, receivedAt: row.receivedAt.toISOString() }),
  );
}
