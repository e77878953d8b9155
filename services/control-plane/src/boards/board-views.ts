import { type BoardView, boardViewSchema } from '@npufarm/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../platform/problems/not-found.js';

/** Boards as callers see them. */
@Injectable()
export class BoardViews {
  constructor(private readonly dataSource: DataSource) {}

  list(): Promise<BoardView[]> {
    return this.read('true', []);
  }

  /** @throws FarmError `board.not-found` */
  async get(name: string): Promise<BoardView> {
    const [board] = await this.read('b.name = $1', [name]);
    if (board === undefined) throw notFound('board', name, 'GET /api/v1/boards lists them.');
    return board;
  }

  private async read(condition: string, parameters: readonly unknown[]): Promise<BoardView[]> {
    const rows: { updatedAt: Date }[] = await this.dataSource.query(
      `SELECT b.id, b.name, a.name AS agent, b.driver, b.fidelity, b.capabilities,
         b.environment_hash AS "environmentHash", b.shared, b.link, b.occupancy, b.health,
         b.current_attempt AS "currentAttempt", b.updated_at AS "updatedAt"
       FROM boards b JOIN agents a ON a.id = b.agent_id WHERE ${condition} ORDER BY b.name`,
      [...parameters],
    );
    return rows.map((row) => boardViewSchema.parse({ ...row, updatedAt: row.updatedAt.toISOString() }));
  }
}
