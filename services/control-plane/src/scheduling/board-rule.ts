import type { BoardSnapshot } from './board-snapshot.js';
import type { Candidate } from './candidate.js';

/** Why a board cannot take a job now; `lasting` rules do not change by waiting. */
export interface BoardRule {
  readonly id: string;
  readonly rule: string;
  readonly hint: string;
  readonly lasting: boolean;
  /** What is wrong with this board for this job, or undefined when nothing is. */
  readonly objection: (candidate: Candidate, board: BoardSnapshot) => string | undefined;
}
