import type { EntityManager } from 'typeorm';
import { FarmError } from '../platform/problems/farm-error.js';
import { notFound } from '../platform/problems/not-found.js';

/** @throws FarmError `board.not-found`, `board.fidelity` unless every board exists and has the fidelity of the phase */
export async function requireBoards(
  manager: EntityManager,
  names: readonly string[],
  fidelity: string,
): Promise<void> {
  const boards: { name: string; fidelity: string }[] = await manager.query(
    'SELECT name, fidelity FROM boards WHERE name = ANY ($1)',
    [names],
  );
  for (const name of names) {
    const board = boards.find((known) => known.name === name);
    if (board === undefined) throw notFound('board', name, 'See "npufarm boards ls".');
    if (board.fidelity === fidelity) continue;
    throw new FarmError({
      code: 'board.fidelity',
      fault: 'participant',
      status: 409,
      detail: `Board "${name}" is "${board.fidelity}", the phase accepts "${fidelity}".`,
      hint: 'Choose boards of the fidelity that the phase accepts.',
    });
  }
}
