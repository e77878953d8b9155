import { type AttemptView, attemptViewSchema, type JobId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';

interface Row {
  readonly offeredAt: Date;
  readonly acceptedAt: Date | null;
  readonly endedAt: Date | null;
}

/** The whole history of a job's attempts, oldest first. */
export async function readAttempts(
  manager: Pick<EntityManager, 'query'>,
  jobId: JobId,
): Promise<AttemptView[]> {
  const rows: Row[] = await manager.query(
    `SELECT a.id AS attempt, b.name AS board, g.name AS agent, a.state, a.stage, a.failure_class AS "failureClass",
       a.detail, a.offered_at AS "offeredAt", a.accepted_at AS "acceptedAt", a.ended_at AS "endedAt",
       (SELECT count(*)::integer FROM stale_evidence s WHERE s.attempt_id = a.id) AS "staleResults"
     FROM attempts a JOIN boards b ON b.id = a.board_id JOIN agents g ON g.id = a.agent_id
     WHERE a.job_id = $1 ORDER BY a.id`,
    [jobId],
  );
  return rows.map((row) =>
    attemptViewSchema.parse({
      ...row,
      offeredAt: row.offeredAt.toISOString(),
      acceptedAt: row.acceptedAt?.toISOString() ?? null,
      endedAt: row.endedAt?.toISOString() ?? null,
    }),
  );
}
