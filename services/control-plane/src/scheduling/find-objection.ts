import type { BoardRule } from './board-rule.js';
import { boardRules } from './board-rules.js';
import type { BoardSnapshot } from './board-snapshot.js';
import type { Candidate } from './candidate.js';

/** A rule that keeps a job off a board, with what is wrong. */
export interface Objection {
  readonly rule: BoardRule;
  readonly detail: string;
}

/** The first rule that keeps the job off the board, or undefined when the board can take it now. */
export function findObjection(candidate: Candidate, board: BoardSnapshot): Objection | undefined {
  for (const rule of boardRules) {
    const detail = rule.objection(candidate, board);
    if (detail !== undefined) return { rule, detail };
  }
  return undefined;
}
