import { failureClasses, type FailureConsequence } from '@npufarm/contracts';
import type { Invariant } from '../invariant.js';

const consequences: readonly [string, FailureConsequence][] = Object.entries(failureClasses);
const charged = consequences.filter(([, { refund }]) => !refund).map(([name]) => `'${name}'`);

export const ledgerBalances: Invariant = {
  id: 'I7',
  sentence:
    'Every submission is charged once, and given back once what the farm failed on; no balance is negative.',
  sql: `
    SELECT 'submission ' || s.id AS subject, 'was never charged' AS detail FROM submissions s
    WHERE NOT EXISTS (SELECT FROM quota_entries q WHERE q.submission_id = s.id AND q.kind = 'charge')
    UNION ALL
    SELECT 'submission ' || q.submission_id, 'has ' || count(*) || ' entries of kind ' || q.kind
    FROM quota_entries q GROUP BY q.submission_id, q.kind HAVING count(*) > 1
    UNION ALL
    SELECT 'submission ' || q.submission_id, 'was given back ' || q.amount || ' of ' || coalesce(c.amount, 0)
    FROM quota_entries q LEFT JOIN quota_entries c ON c.submission_id = q.submission_id AND c.kind = 'charge'
    WHERE q.kind = 'refund' AND q.amount IS DISTINCT FROM c.amount
    UNION ALL
    SELECT 'submission ' || s.id, 'has a ' || q.kind || ' on the account of another team or phase'
    FROM quota_entries q JOIN submissions s ON s.id = q.submission_id
    WHERE q.team_id <> s.team_id OR q.phase_id <> s.phase_id
    UNION ALL
    SELECT 'submission ' || s.id, 'failed by the farm (' || string_agg(j.outcome->>'failureClass', ', ') || ') and was not given back'
    FROM submissions s JOIN jobs j ON j.submission_id = s.id AND j.superseded_by IS NULL
      AND j.state IN ('FAILED', 'EXPIRED')
    WHERE s.state = 'FAILED'
      AND NOT EXISTS (SELECT FROM quota_entries q WHERE q.submission_id = s.id AND q.kind = 'refund')
    GROUP BY s.id HAVING bool_and(coalesce(j.outcome->>'failureClass', 'BUG') NOT IN (${charged.join(', ')}))`,
};
