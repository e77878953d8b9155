import type { Invariant } from '../invariant.js';

export const onlyCommitsCount: Invariant = {
  id: 'I11',
  sentence:
    'An attempt that is fenced, lost, failed or cancelled has no result, and nothing of it is scored.',
  sql: `
    SELECT 'attempt ' || a.id AS subject, 'is ' || a.state || ' with a ' || r.kind || ' result' AS detail
    FROM results r JOIN attempts a ON a.id = r.attempt_id WHERE a.state <> 'COMMITTED'
    UNION ALL
    SELECT 'job ' || p.job_id, 'is ' || coalesce(j.state, 'unknown') || ', but picture ' || p.name || ' of it is scored'
    FROM picture_scores p LEFT JOIN jobs j ON j.id = p.job_id
    WHERE NOT EXISTS (SELECT FROM attempts a JOIN results r ON r.attempt_id = a.id AND r.kind = 'fidelity'
      WHERE a.job_id = p.job_id AND a.state = 'COMMITTED')`,
};
