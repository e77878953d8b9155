import { Injectable } from '@nestjs/common';
import type { CreateTeam, RegisteredTeam, TeamState, TeamView } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { AuditLog } from '../audit/index.js';
import type { Principal } from '../platform/auth/principal.js';
import { queryOne } from '../platform/database/query-one.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { notFound } from '../platform/problems/not-found.js';
import { Teams } from './teams.js';
import { Tokens } from './tokens.js';

/** Registrations that may wait at once, so that a stranger cannot fill the table. */
const pendingLimit = 500;

/** Teams that register themselves, and the organizer's word on them. */
@Injectable()
export class Registration {
  constructor(
    private readonly dataSource: DataSource,
    private readonly teams: Teams,
    private readonly tokens: Tokens,
    private readonly audit: AuditLog,
  ) {}

  /** A team that an organizer adds is approved at once. @throws FarmError `team.name-taken` */
  add(team: CreateTeam, principal: Principal): Promise<TeamView> {
    return this.dataSource.transaction(async (manager) => {
      const view = await this.teams.create(manager, team, 'approved');
      await this.audit.record(manager, principal, { action: 'team.add', subject: team.name });
      return view;
    });
  }

  /** @throws FarmError `team.name-taken`, `team.too-many-waiting` */
  async register(team: CreateTeam): Promise<RegisteredTeam> {
    const view = await this.dataSource.transaction(async (manager) => {
      const waiting = await queryOne<{ count: number }>(
        manager,
        `SELECT count(*)::integer AS count FROM teams WHERE state = 'pending'`,
        [],
      );
      if ((waiting?.count ?? 0) >= pendingLimit) throw tooMany();
      const created = await this.teams.create(manager, team, 'pending');
      const actor = { name: team.name, role: 'participant' } as const;
      await this.audit.record(manager, actor, { action: 'team.register', subject: team.name });
      return created;
    });
    const { token } = await this.tokens.create({ role: 'participant', name: team.name, teamId: view.id });
    return { team: view, token };
  }

  /** @throws FarmError `team.not-found` */
  decide(name: string, state: TeamState, principal: Principal): Promise<TeamView> {
    return this.dataSource.transaction(async (manager) => {
      const [rows]: [{ id: string }[]] = await manager.query(
        'UPDATE teams SET state = $2 WHERE name = $1 RETURNING id',
        [name, state],
      );
      if (rows.length === 0) throw notFound('team', name);
      await this.audit.record(manager, principal, { action: `team.${state}`, subject: name });
      return this.teams.require(manager, name);
    });
  }
}

function tooMany(): FarmError {
  return new FarmError({
    code: 'team.too-many-waiting',
    fault: 'infrastructure',
    status: 503,
    detail: `${pendingLimit} registrations wait for an organizer already.`,
    hint: 'Try again later, or write to the organizers.',
  });
}
