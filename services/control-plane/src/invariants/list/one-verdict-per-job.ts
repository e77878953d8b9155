import type { Invariant } from '../invariant.js';

export const oneVerdictPerJob: Invariant = {
  id: 'I2',
  sentence: 'A job with an answer has exactly one committed attempt with a result; any other job has none.',
  sql: `
    SELECT 'job ' || j.id AS subject,
      'is ' || j.state || ' with ' || c.attempts || ' committed attempts and ' || c.results || ' results' AS detail
    FROM jobs j CROSS JOIN LATERAL (
      SELECT count(DISTINCT a.id) AS attempts, count(r.attempt_id) AS results
      FROM attempts a LEFT JOIN results r ON r.attempt_id = a.id
      WHERE a.job_id = j.id AND a.state = 'COMMITTED') c
    WHERE CASE WHEN j.state IN ('SUCCEEDED', 'REJECTED') THEN c.attempts <> 1 OR c.results <> 1
      ELSE c.attempts <> 0 END`,
};
