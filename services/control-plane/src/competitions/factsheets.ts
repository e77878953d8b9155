import { Injectable } from '@nestjs/common';
import type { Factsheet } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditLog } from '../audit/index.js';
import type { Principal } from '../platform/auth/principal.js';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { notFound } from '../platform/problems/not-found.js';
import { Competitions } from './competitions.js';

/** What teams say about all their entries in a competition; an archive's own factsheet comes before it. */
@Injectable()
export class Factsheets {
  constructor(
    private readonly dataSource: DataSource,
    private readonly competitions: Competitions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws FarmError `competition.not-found`, `factsheet.not-found` */
  async get(competition: string, teamId: string): Promise<Factsheet> {
    const { id } = await this.competitions.require(competition);
    const stored = await this.find(this.dataSource.manager, id, teamId);
    if (stored === undefined)
      throw notFound('factsheet', competition, 'Hand one in with "npufarm factsheet FILE".');
    return stored;
  }

  /** @throws FarmError `competition.not-found` */
  async put(competition: string, teamId: string, factsheet: Factsheet, principal: Principal): Promise<void> {
    const { id } = await this.competitions.require(competition);
    await this.dataSource.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO factsheets (team_id, competition_id, factsheet, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (team_id, competition_id) DO UPDATE SET factsheet = $3, updated_at = $4`,
        [teamId, id, JSON.stringify(factsheet), this.clock.now()],
      );
      const detail = { team: principal.teamName, factsheet };
      await this.audit.record(manager, principal, { action: 'factsheet.put', subject: competition, detail });
    });
  }

  async find(
    manager: Pick<EntityManager, 'query'>,
    competitionId: string,
    teamId: string,
  ): Promise<Factsheet | undefined> {
    const row = await queryOne<{ factsheet: Factsheet }>(
      manager,
      'SELECT factsheet FROM factsheets WHERE team_id = $1 AND competition_id = $2',
      [teamId, competitionId],
    );
    return row?.factsheet;
  }
}
