import { Injectable } from '@nestjs/common';
import type { CreateTeam, TeamId, TeamState, TeamView } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { notFound } from '../platform/problems/not-found.js';
import { Team } from './team.entity.js';

/** The farm's teams. */
@Injectable()
export class Teams {
  constructor(private readonly dataSource: DataSource) {}

  async list(): Promise<TeamView[]> {
    const teams = await this.dataSource.getRepository(Team).find({ order: { name: 'ASC' } });
    return teams.map(viewOf);
  }

  /** @throws FarmError `team.name-taken` */
  async create(manager: EntityManager, team: CreateTeam, state: TeamState): Promise<TeamView> {
    const [created] = await this.insert(manager, team, state);
    if (created !== undefined) return viewOf(created);
    throw new FarmError({
      code: 'team.name-taken',
      fault: 'participant',
      status: 409,
      detail: `There is already a team "${team.name}".`,
      hint: 'Choose another name.',
    });
  }

  /** The team of that name, created when it is new. */
  async ensure(manager: EntityManager, name: string): Promise<TeamId> {
    const [created] = await this.insert(manager, { name, contact: '', affiliation: '' }, 'approved');
    const team = created ?? (await manager.getRepository(Team).findOneByOrFail({ name }));
    return team.id as TeamId;
  }

  async findByName(name: string): Promise<TeamView | undefined> {
    const team = await this.dataSource.getRepository(Team).findOneBy({ name });
    return team === null ? undefined : viewOf(team);
  }

  /** @throws FarmError `team.not-found` */
  async require(manager: EntityManager, name: string): Promise<TeamView> {
    const team = await manager.getRepository(Team).findOneBy({ name });
    if (team === null) throw notFound('team', name);
    return viewOf(team);
  }

  /** Makes what the team does next wait for other transactions of the same team. */
  async lock(manager: EntityManager, teamId: string): Promise<void> {
    // A plain FOR UPDATE would also stop every row that refers to the team: its checks, its jobs, its scores.
    await queryOne(manager, 'SELECT id FROM teams WHERE id = $1 FOR NO KEY UPDATE', [teamId]);
  }

  /** @throws FarmError `team.not-approved` unless an organizer has let the team in */
  async requireApproved(manager: EntityManager, teamId: string): Promise<void> {
    const team = await manager.getRepository(Team).findOneByOrFail({ id: teamId });
    if (team.state === 'approved') return;
    throw new FarmError({
      code: 'team.not-approved',
      fault: 'participant',
      status: 403,
      detail: `The registration of team "${team.name}" is ${team.state}.`,
      hint: 'Submit after an organizer has approved it.',
    });
  }

  private insert(
    manager: EntityManager,
    { name, contact, affiliation }: CreateTeam,
    state: TeamState,
  ): Promise<Team[]> {
    return manager.query(
      `INSERT INTO teams (name, contact, affiliation, state) VALUES ($1, $2, $3, $4)
       ON CONFLICT (name) DO NOTHING
       RETURNING id, name, contact, affiliation, state, created_at AS "createdAt"`,
      [name, contact, affiliation, state],
    );
  }
}

function viewOf({ id, createdAt, ...team }: Team): TeamView {
  return { ...team, id: id as TeamId, createdAt: createdAt.toISOString() };
}
