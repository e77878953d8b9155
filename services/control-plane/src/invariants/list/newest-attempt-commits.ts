import type { Invariant } from '../invariant.js';

export const newestAttemptCommits: Invariant = {
  id: 'I3',
  sentence: 'The attempt that commits is the current and newest one of its job.',
  sql: `
    SELECT 'attempt ' || a.id AS subject, 'is COMMITTED, but job ' || j.id || ' names attempt '
      || coalesce(j.current_attempt::text, 'none') || ' and its newest is ' || newest.id AS detail
    FROM attempts a JOIN jobs j ON j.id = a.job_id
    CROSS JOIN LATERAL (SELECT max(n.id) AS id FROM attempts n WHERE n.job_id = j.id) newest
    WHERE a.state = 'COMMITTED' AND (j.current_attempt IS DISTINCT FROM a.id OR newest.id <> a.id)`,
};
