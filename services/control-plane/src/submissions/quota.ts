import { Injectable } from '@nestjs/common';
import type { QuotaView, Quotas, SubmissionId } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import { exceededQuota } from './exceeded-quota.js';
import type { QuotaUsage } from './quota-usage.js';

interface Account {
  readonly teamId: string;
  readonly phaseId: string;
}

const usageOf = (team: string, phase: string): string => `
  SELECT
    coalesce(sum(CASE entry.kind WHEN 'charge' THEN entry.amount ELSE -entry.amount END), 0)::integer AS "usedTotal",
    coalesce(sum(CASE entry.kind WHEN 'charge' THEN entry.amount ELSE -entry.amount END)
      FILTER (WHERE charge.created_at >= date_trunc('day', now(), 'UTC')), 0)::integer AS "usedToday",
    (SELECT count(*) FROM submissions open WHERE open.team_id = ${team} AND open.phase_id = ${phase}
       AND open.state IN ('RECEIVED', 'CHECKING', 'EVALUATING'))::integer AS running
  FROM quota_entries entry
  JOIN quota_entries charge ON charge.submission_id = entry.submission_id AND charge.kind = 'charge'
  WHERE entry.team_id = ${team} AND entry.phase_id = ${phase}`;

/** The ledger of what teams have used; a refund gives back the day on which the submission was made. */
@Injectable()
export class Quota {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Refuses when a limit is reached. Lock the team first, or two uploads at once could both pass.
   *
   * @throws FarmError `quota.exceeded`
   */
  async require(manager: EntityManager, { teamId, phaseId }: Account, limits: Quotas): Promise<void> {
    if (Object.keys(limits).length === 0) return;
    const usage = await queryOne<QuotaUsage>(manager, usageOf('$1', '$2'), [teamId, phaseId]);
    if (usage === undefined) return;
    const exceeded = exceededQuota(usage, limits);
    if (exceeded !== undefined) throw exceeded;
  }

  async charge(manager: EntityManager, id: SubmissionId, { teamId, phaseId }: Account): Promise<void> {
    await manager.query(
      `INSERT INTO quota_entries (submission_id, team_id, phase_id, kind, amount, reason)
       VALUES ($1, $2, $3, 'charge', 1, 'submitted')`,
      [id, teamId, phaseId],
    );
  }

  /** Gives a submission's charge back, once. */
  async refund(manager: EntityManager, id: SubmissionId, reason: string): Promise<void> {
    await manager.query(
      `INSERT INTO quota_entries (submission_id, team_id, phase_id, kind, amount, reason)
       SELECT submission_id, team_id, phase_id, 'refund', amount, $2 FROM quota_entries
       WHERE submission_id = $1 AND kind = 'charge'
       ON CONFLICT (submission_id, kind) DO NOTHING`,
      [id, reason],
    );
  }

  /** Every team's use of every phase, or one team's. */
  list(teamId?: string): Promise<QuotaView[]> {
    return this.dataSource.query(
      `SELECT team.name AS team, competition.slug AS competition, phase.slug AS phase,
              coalesce(phase.config -> 'quotas', '{}') AS limits, usage.*
       FROM teams team CROSS JOIN phases phase
       JOIN competitions competition ON competition.id = phase.competition_id
       CROSS JOIN LATERAL (${usageOf('team.id', 'phase.id')}) usage
       WHERE $1::uuid IS NULL OR team.id = $1
       ORDER BY team.name, competition.slug, phase.id`,
      [teamId ?? null],
    );
  }
}
