import type { Invariant } from '../invariant.js';
import { isOpenAttempt } from '../open-attempt.js';

export const oneAttemptPerBoard: Invariant = {
  id: 'I1',
  sentence: 'A board carries at most one open attempt, and names the one that it carries.',
  sql: `
    SELECT 'board ' || b.name AS subject,
      'carries the open attempts ' || string_agg(a.id::text, ', ' ORDER BY a.id) AS detail
    FROM attempts a JOIN boards b ON b.id = a.board_id WHERE ${isOpenAttempt}
    GROUP BY b.id, b.name HAVING count(*) > 1
    UNION ALL
    SELECT 'board ' || b.name, 'is ' || b.occupancy || ' with attempt ' || coalesce(b.current_attempt::text, 'none')
      || ', but attempt ' || a.id || ' on it is ' || a.state
    FROM attempts a JOIN boards b ON b.id = a.board_id
    WHERE ${isOpenAttempt}
      AND (b.current_attempt IS DISTINCT FROM a.id OR b.occupancy NOT IN ('leased', 'draining'))
    UNION ALL
    SELECT 'board ' || b.name, 'is ' || b.occupancy || ' by attempt ' || b.current_attempt || ', which is not open on it'
    FROM boards b
    WHERE b.occupancy IN ('leased', 'draining')
      AND NOT EXISTS (SELECT FROM attempts a WHERE a.id = b.current_attempt AND a.board_id = b.id AND ${isOpenAttempt})`,
};
