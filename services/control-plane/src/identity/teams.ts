import { Injectable } from '@nestjs/common';
import type { TeamId, TeamView } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import { FarmError } from '../platform/problems/farm-error.js';
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
  async create(name: string): Promise<TeamView> {
    const [created] = await this.insert(this.dataSource.manager, name);
    if (created !== undefined) return viewOf(created);
    throw new FarmError({
      code: 'team.name-taken',
      fault: 'participant',
      status: 409,
      detail: `There is already a team "${name}".`,
      hint: 'Choose another name.',
    });
  }

  /** The team of that name, created when it is new. */
  async ensure(manager: EntityManager, name: string): Promise<TeamId> {
    const [created] = await this.insert(manager, name);
    const team = created ?? (await manager.getRepository(Team).findOneByOrFail({ name }));
    return team.id as TeamId;
  }

  async findByName(name: string): Promise<TeamView | undefined> {
    const team = await this.dataSource.getRepository(Team).findOneBy({ name });
    return team === null ? undefined : viewOf(team);
  }

  /** Makes what the team does next wait for other transactions of the same team. */
  async lock(manager: EntityManager, teamId: string): Promise<void> {
    await queryOne(manager, 'SELECT id FROM teams WHERE id = $1 FOR UPDATE', [teamId]);
  }

  private insert(manager: EntityManager, name: string): Promise<Team[]> {
    return manager.query(
      `INSERT INTO teams (name) VALUES ($1) ON CONFLICT (name) DO NOTHING
       RETURNING id, name, created_at AS "createdAt"`,
      [name],
    );
  }
}

function viewOf({ id, name, createdAt }: Team): TeamView {
  return { id: id as TeamId, name, createdAt: createdAt.toISOString() };
}
