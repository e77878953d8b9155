import type { Invariant } from '../invariant.js';
import { expiredLeasesAreSwept } from './expired-leases-are-swept.js';
import { ledgerBalances } from './ledger-balances.js';
import { newestAttemptCommits } from './newest-attempt-commits.js';
import { noLogLineIsLost } from './no-log-line-is-lost.js';
import { nothingIsStuck } from './nothing-is-stuck.js';
import { oneAttemptPerBoard } from './one-attempt-per-board.js';
import { oneVerdictPerJob } from './one-verdict-per-job.js';
import { onlyCommitsCount } from './only-commits-count.js';
import { onlyFitBoardsAreLeased } from './only-fit-boards-are-leased.js';
import { outboxIsBounded } from './outbox-is-bounded.js';
import { scoresFollowFromResults } from './scores-follow-from-results.js';

/** Every invariant that the tables can show, one line each. */
export const invariants: readonly Invariant[] = [
  oneAttemptPerBoard,
  oneVerdictPerJob,
  newestAttemptCommits,
  nothingIsStuck,
  noLogLineIsLost,
  scoresFollowFromResults,
  ledgerBalances,
  onlyFitBoardsAreLeased,
  expiredLeasesAreSwept,
  outboxIsBounded,
  onlyCommitsCount,
];
