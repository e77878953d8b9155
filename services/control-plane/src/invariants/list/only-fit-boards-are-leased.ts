import type { Invariant } from '../invariant.js';
import { isOpenAttempt } from '../open-attempt.js';

// Health and link change under a running attempt, and nothing remembers what they were. A board that has not changed
// since the grant still shows them as the scheduler saw them.
export const onlyFitBoardsAreLeased: Invariant = {
  id: 'I8',
  sentence:
    'Work is granted only to boards that are connected and trusted, or to be checked when it is their check.',
  sql: `
    SELECT 'attempt ' || a.id AS subject, 'of a ' || j.kind || ' job was granted board ' || b.name || ', which is '
      || b.link || ' and ' || b.health AS detail
    FROM attempts a JOIN boards b ON b.id = a.board_id JOIN jobs j ON j.id = a.job_id
    WHERE ${isOpenAttempt} AND b.updated_at <= a.offered_at
      AND (b.link <> 'connected' OR b.health NOT IN ('good', 'unknown', 'suspect')
        AND NOT (j.kind = 'canary' AND b.health IN ('quarantined', 'looping')))`,
};
