import { boardRules } from './board-rules.js';
import type { BoardSnapshot } from './board-snapshot.js';
import type { Candidate } from './candidate.js';

const inServiceRules = boardRules.filter(
  (rule) =>
    rule.lasting ||
    rule.id === 'board.health' ||
    rule.id === 'board.link' ||
    rule.id === 'board.agent-draining',
);

/** The candidate without its tried boards when no other board in service could take it: then it may repeat one. */
export function forgiveTriedBoards(candidate: Candidate, boards: readonly BoardSnapshot[]): Candidate {
  if (candidate.triedBoards.length === 0) return candidate;
  const anotherOne = boards.some(
    (board) =>
      !candidate.triedBoards.includes(board.name) &&
      inServiceRules.every((rule) => rule.objection(candidate, board) === undefined),
  );
  return anotherOne ? candidate : { ...candidate, triedBoards: [] };
}
