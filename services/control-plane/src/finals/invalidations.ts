import { Injectable } from '@nestjs/common';
import type { InvalidateWindow, InvalidationView } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { AuditLog } from '../audit/index.js';
import type { Principal } from '../platform/auth/principal.js';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { notFound } from '../platform/problems/not-found.js';

type Row = Pick<InvalidationView, 'id' | 'board' | 'reason'> & {
  readonly startsAt: Date;
  readonly endsAt: Date;
};
type Affected = InvalidationView['affected'][number] & { readonly invalidationId: string };

/** Times in which boards were not to be trusted, and the results that this puts in doubt. */
@Injectable()
export class Invalidations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws FarmError `board.not-found` */
  async add({ board, startsAt, endsAt, reason }: InvalidateWindow, principal: Principal): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const known = await queryOne(manager, 'SELECT id FROM boards WHERE name = $1', [board]);
      if (known === undefined) throw notFound('board', board, 'See "npufarm boards ls".');
      await manager.query(
        `INSERT INTO board_invalidations (board, starts_at, ends_at, reason, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [board, new Date(startsAt), new Date(endsAt), reason, principal.name, this.clock.now()],
      );
      const detail = { startsAt, endsAt, reason };
      await this.audit.record(manager, principal, { action: 'board.invalidate', subject: board, detail });
    });
  }

  /** Every window with the submissions whose counting results were measured in it. */
  async list(): Promise<InvalidationView[]> {
    const windows: Row[] = await this.dataSource.query(
      `SELECT id, board, starts_at AS "startsAt", ends_at AS "endsAt", reason FROM board_invalidations
       ORDER BY created_at DESC, id DESC`,
    );
    const affected: Affected[] = await this.dataSource.query(
      `SELECT DISTINCT invalid.id AS "invalidationId", submission.id AS "submissionId", team.name AS team,
              competition.slug AS competition, phase.slug AS phase, run.job_id IS NOT NULL AS "isFinalRun"
       FROM board_invalidations invalid
       JOIN boards board ON board.name = invalid.board
       JOIN attempts attempt ON attempt.board_id = board.id AND attempt.state = 'COMMITTED'
         AND attempt.accepted_at < invalid.ends_at AND attempt.ended_at > invalid.starts_at
       JOIN jobs job ON job.id = attempt.job_id AND job.superseded_by IS NULL
       LEFT JOIN final_runs run ON newest_job(run.job_id) = job.id
       JOIN submissions submission ON submission.id = coalesce(job.submission_id, run.submission_id)
       JOIN teams team ON team.id = submission.team_id
       JOIN phases phase ON phase.id = submission.phase_id
       JOIN competitions competition ON competition.id = phase.competition_id`,
    );
    return windows.map(({ startsAt, endsAt, ...window }) => ({
      ...window,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      affected: affected
        .filter(({ invalidationId }) => invalidationId === window.id)
        .map(({ invalidationId: _id, ...row }) => row),
    }));
  }
}
