import { Injectable } from '@nestjs/common';
import type { AgentId } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';

/** Gives agents their identity in the farm by name; everything else about them belongs to the agents feature. */
@Injectable()
export class AgentRegister {
  constructor(private readonly dataSource: DataSource) {}

  /** Id of the agent of that name, created when it is new. */
  async ensure(name: string, manager: EntityManager = this.dataSource.manager): Promise<AgentId> {
    const rows: { id: AgentId }[] = await manager.query(
      `WITH created AS (INSERT INTO agents (name) VALUES ($1) ON CONFLICT (name) DO NOTHING RETURNING id)
       SELECT id FROM created UNION ALL SELECT id FROM agents WHERE name = $1 LIMIT 1`,
      [name],
    );
    const [row] = rows;
    if (row === undefined) return this.ensure(name, manager);
    return row.id;
  }

  async find(name: string): Promise<AgentId | undefined> {
    const row = await queryOne<{ id: AgentId }>(
      this.dataSource.manager,
      'SELECT id FROM agents WHERE name = $1',
      [name],
    );
    return row?.id;
  }
}
