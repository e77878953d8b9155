import type { EntityManager } from 'typeorm';
import type { BoardAxes } from './board-axes.js';

/** Writes a board's new state where the old one still stands; the caller holds its row lock. */
export async function saveBoard(
  manager: EntityManager,
  before: BoardAxes,
  after: BoardAxes,
  now: Date,
): Promise<void> {
  const isSame =
    before.link === after.link &&
    before.occupancy === after.occupancy &&
    before.health === after.health &&
    before.currentAttempt === after.currentAttempt;
  if (isSame) return;
  const [, count]: [unknown, number] = await manager.query(
    `UPDATE boards SET link = $2, occupancy = $3, health = $4, current_attempt = $5, updated_at = $6
     WHERE id = $1 AND link = $7 AND occupancy = $8 AND health = $9`,
    [
      before.id,
      after.link,
      after.occupancy,
      after.health,
      after.currentAttempt ?? null,
      now,
      before.link,
      before.occupancy,
      before.health,
    ],
  );
  if (count !== 1) throw new Error(`Board ${before.name} changed under its lock.`);
}
