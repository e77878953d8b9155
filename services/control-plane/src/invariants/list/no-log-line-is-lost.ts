import type { Invariant } from '../invariant.js';

// Lines that a full spool drops are replaced by a GAP line with a sequence number of its own, so numbers have no hole.
export const noLogLineIsLost: Invariant = {
  id: 'I5',
  sentence:
    'The log of an attempt has every sequence number from 1 to the last acknowledged one; only old logs are pruned.',
  sql: `
    SELECT 'attempt ' || coalesce(a.id, e.attempt_id) AS subject,
      CASE WHEN a.id IS NULL THEN 'has a log of ' || e.count || ' lines, but does not exist'
      ELSE 'has ' || coalesce(e.count, 0) || ' lines, ' || coalesce(e.first::text, 'none') || ' to '
        || coalesce(e.last::text, 'none') || ', of ' || a.last_seq || ' acknowledged ones' END AS detail
    FROM (SELECT attempt_id, count(*) AS count, min(seq) AS first, max(seq) AS last FROM events GROUP BY attempt_id) e
    FULL JOIN attempts a ON a.id = e.attempt_id, moment
    WHERE a.id IS NULL OR e.count <> e.last - e.first + 1 OR e.last <> a.last_seq
      OR (coalesce(e.first, a.last_seq + 1) > 1 AND a.last_seq > 0
        AND (a.ended_at IS NULL OR a.ended_at > now - interval '1 day'))`,
};
