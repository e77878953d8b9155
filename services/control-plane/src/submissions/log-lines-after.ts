import type { SubmissionId, SubmissionLogEvent } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import type { LogPosition } from './log-position.js';

type Row = Omit<SubmissionLogEvent, 'at' | 'seq'> & { readonly at: Date; readonly seq: string };

/** The next lines of a submission's jobs that a viewer has not read: attempt by attempt, each in its sequence. */
export async function logLinesAfter(
  manager: Pick<EntityManager, 'query'>,
  submissionId: SubmissionId,
  position: LogPosition,
  limit: number,
): Promise<SubmissionLogEvent[]> {
  const { attempts, seqs } = position.entries();
  const rows: Row[] = await manager.query(
    `SELECT job.id AS "jobId", job.kind AS "jobKind", attempt.id::text AS attempt, event.seq::text AS seq, event.at,
            event.stage, event.level, event.source, event.kind, event.text, event.data
     FROM jobs job JOIN attempts attempt ON attempt.job_id = job.id
     LEFT JOIN unnest($2::bigint[], $3::bigint[]) AS read (attempt_id, seq) ON read.attempt_id = attempt.id
     JOIN LATERAL (
       SELECT * FROM events WHERE events.attempt_id = attempt.id AND events.seq > coalesce(read.seq, 0)
       ORDER BY events.seq LIMIT $4) event ON true
     WHERE job.submission_id = $1
     ORDER BY attempt.id, event.seq LIMIT $4`,
    [submissionId, attempts, seqs, limit],
  );
  return rows.map(({ at, seq, ...row }) => ({
    ...row,
    seq: Number(seq),
    at: at.toISOString(),
  }));
}
