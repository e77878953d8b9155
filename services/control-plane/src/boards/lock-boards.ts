import type { EntityManager } from 'typeorm';
import type { BoardAxes } from './board-axes.js';

const boardAxesColumns = 'b.id, b.name, b.link, b.occupancy, b.health, b.current_attempt AS "currentAttempt"';

type BoardAxesRow = Omit<BoardAxes, 'currentAttempt'> & {
  readonly currentAttempt: BoardAxes['currentAttempt'] | null;
};

/** Boards by a condition on `b`, locked in the order of their ids. */
export async function lockBoards(
  manager: EntityManager,
  condition: string,
  parameters: readonly unknown[],
): Promise<BoardAxes[]> {
  const rows: BoardAxesRow[] = await manager.query(
    `SELECT ${boardAxesColumns} FROM boards b WHERE ${condition} ORDER BY b.id FOR NO KEY UPDATE`,
    [...parameters],
  );
  return rows.map((row) => ({ ...row, currentAttempt: row.currentAttempt ?? undefined }));
}
