import { type JobId, type JobSummary, jobSummarySchema, type TeamId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';

/** Which jobs to list; absent fields do not limit. */
export interface JobFilter {
  readonly teamId?: TeamId | undefined;
  readonly submissionId?: string | undefined;
  readonly state?: string | undefined;
  readonly id?: JobId | undefined;
}

interface Row {
  readonly cancelRequestedAt: Date | null;
  readonly queuedAt: Date;
  readonly endedAt: Date | null;
}

/** Jobs that match, newest first. */
export async function readJobSummaries(
  manager: Pick<EntityManager, 'query'>,
  { teamId, submissionId, state, id }: JobFilter,
  limit: number,
): Promise<JobSummary[]> {
  const rows: Row[] = await manager.query(
    `SELECT j.id, j.submission_id AS "submissionId", t.name AS team, j.kind, j.state, j.priority,
       (SELECT b.name FROM attempts a JOIN boards b ON b.id = a.board_id WHERE a.id = j.current_attempt) AS board,
       j.attempt_count AS "attemptCount", j.attempt_limit AS "attemptLimit",
       j.cancel_requested_at AS "cancelRequestedAt", j.queued_at AS "queuedAt", j.ended_at AS "endedAt"
     FROM jobs j LEFT JOIN teams t ON t.id = j.team_id
     WHERE ($1::uuid IS NULL OR j.team_id = $1) AND ($2::uuid IS NULL OR j.submission_id = $2)
       AND ($3::text IS NULL OR j.state = $3) AND ($4::uuid IS NULL OR j.id = $4)
     ORDER BY j.queued_at DESC, j.id DESC LIMIT $5`,
    [teamId ?? null, submissionId ?? null, state ?? null, id ?? null, limit],
  );
  return rows.map((row) =>
    jobSummarySchema.parse({
      ...row,
      cancelRequestedAt: row.cancelRequestedAt?.toISOString() ?? null,
      queuedAt: row.queuedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
    }),
  );
}
