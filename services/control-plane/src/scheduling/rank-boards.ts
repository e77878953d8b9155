import type { BoardHealth } from '@npufarm/contracts';
import type { BoardSnapshot } from './board-snapshot.js';

const trust: Readonly<Record<BoardHealth, number>> = {
  good: 0,
  unknown: 1,
  suspect: 2,
  looping: 3,
  quarantined: 4,
  maintenance: 5,
  retired: 6,
};

/** 32-bit FNV-1a. Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm", draft-eastlake-fnv. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

/** Most trusted first; equal boards in an order drawn from the seed, so that wear is spread. */
export function rankBoards(boards: readonly BoardSnapshot[], seed: number): BoardSnapshot[] {
  return boards
    .map((board) => ({ board, draw: hash(`${seed}:${board.name}`) }))
    .toSorted(
      (a, b) =>
        trust[a.board.health] - trust[b.board.health] ||
        a.draw - b.draw ||
        a.board.name.localeCompare(b.board.name),
    )
    .map(({ board }) => board);
}
