import { type AttemptNumber, type JobEvent, type JobId, jobEventSchema } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';

/** A place in a job's log: after this line of this attempt. */
export interface LogPosition {
  readonly attempt: AttemptNumber;
  readonly seq: number;
}

/** The next lines of a job's log after a position, attempt by attempt, in sequence. */
export async function readEvents(
  manager: Pick<EntityManager, 'query'>,
  jobId: JobId,
  after: LogPosition | undefined,
  limit: number,
): Promise<JobEvent[]> {
  const rows: (Omit<JobEvent, 'at' | 'seq'> & { at: Date; seq: string })[] = await manager.query(
    `SELECT e.attempt_id AS attempt, e.seq, e.at, e.stage, e.level, e.source, e.kind, e.text, e.data
     FROM attempts a JOIN events e ON e.attempt_id = a.id
     WHERE a.job_id = $1 AND (e.attempt_id, e.seq) > ($2::bigint, $3::bigint)
     ORDER BY e.attempt_id, e.seq LIMIT $4`,
    [jobId, after?.attempt ?? '0', after?.seq ?? 0, limit],
  );
  return rows.map((row) => jobEventSchema.parse({ ...row, seq: Number(row.seq), at: row.at.toISOString() }));
}
