import { Injectable } from '@nestjs/common';
import type { SubmissionId, SubmissionState } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditLog } from '../audit/index.js';
import { Teams } from '../identity/index.js';
import type { Principal } from '../platform/auth/principal.js';
import { queryOne } from '../platform/database/query-one.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { notFound } from '../platform/problems/not-found.js';
import { SubmissionMoves } from './submission-moves.js';
import { requireTeam } from '../platform/auth/team-of.js';

interface Standing {
  readonly state: SubmissionState;
  readonly late: boolean;
  readonly phaseId: string;
  readonly phase: string;
  readonly phaseState: string;
  readonly ranking: string | null;
}

/** What a team decides about its submissions while their phase is open. */
@Injectable()
export class TeamChoice {
  constructor(
    private readonly dataSource: DataSource,
    private readonly teams: Teams,
    private readonly moves: SubmissionMoves,
    private readonly audit: AuditLog,
    private readonly events: FarmEvents,
  ) {}

  /** Takes a submission back: its jobs stop and it leaves the leaderboard. The charge stays. */
  async withdraw(id: SubmissionId, principal: Principal): Promise<void> {
    await this.decide(id, principal, 'submission.withdraw', async (manager) => {
      const reason = {
        id: 'submission.withdrawn',
        rule: 'A team may take a submission back while its phase is open.',
        detail: `${principal.name} took it back.`,
        hint: 'Submit again when you want a result.',
      };
      const state = await this.moves.move(manager, id, { event: 'withdraw', reason });
      if (state === undefined)
        throw refusal('submission.ended', 'The submission has ended without a result.');
      await manager.query('UPDATE submissions SET is_final = false WHERE id = $1', [id]);
    });
    this.events.publish('submission-changed', { submissionId: id });
  }

  /** Declares the submission that counts for the team; it takes the place of an earlier one. */
  async makeFinal(id: SubmissionId, principal: Principal): Promise<void> {
    await this.decide(id, principal, 'submission.final', async (manager, standing) => {
      if (standing.ranking !== 'final') {
        throw refusal('submission.no-finals', `The phase ${standing.phase} ranks without finals.`);
      }
      if (['REJECTED', 'FAILED', 'WITHDRAWN'].includes(standing.state)) {
        throw refusal('submission.no-result', `A submission that is ${standing.state} cannot be final.`);
      }
      await manager.query(
        'UPDATE submissions SET is_final = false WHERE team_id = $1 AND phase_id = $2 AND is_final',
        [requireTeam(principal), standing.phaseId],
      );
      await manager.query('UPDATE submissions SET is_final = true WHERE id = $1', [id]);
    });
  }

  private async decide(
    id: SubmissionId,
    principal: Principal,
    action: string,
    apply: (manager: EntityManager, standing: Standing) => Promise<void>,
  ): Promise<void> {
    const teamId = requireTeam(principal);
    await this.dataSource.transaction(async (manager) => {
      await this.teams.lock(manager, teamId);
      const standing = await queryOne<Standing>(
        manager,
        `SELECT submission.state, submission.late, phase.id AS "phaseId", phase.state AS "phaseState",
                phase.config ->> 'ranking' AS ranking, competition.slug || '/' || phase.slug AS phase
         FROM submissions submission JOIN phases phase ON phase.id = submission.phase_id
         JOIN competitions competition ON competition.id = phase.competition_id
         WHERE submission.id = $1 AND submission.team_id = $2`,
        [id, teamId],
      );
      if (standing === undefined) throw notFound('submission', id);
      if (standing.phaseState !== 'open') {
        throw refusal('phase.closed', `The phase ${standing.phase} is ${standing.phaseState}.`);
      }
      await apply(manager, standing);
      await this.audit.record(manager, principal, {
        action,
        subject: id,
        detail: { team: principal.teamName },
      });
    });
  }
}

function refusal(code: string, detail: string): FarmError {
  return new FarmError({
    code,
    fault: 'participant',
    status: 409,
    detail,
    hint: 'Nothing has changed; ask the organizer.',
  });
}
