import { farmTimes } from '../../jobs/index.js';
import type { Invariant } from '../invariant.js';

const { stages, leaseMs, graceMs } = farmTimes;
/** A result that is being handed over may still win over a cancel. */
const cancelLimit = `interval '${stages.uploading + leaseMs + graceMs} milliseconds'`;

export const outboxIsBounded: Invariant = {
  id: 'I10',
  sentence:
    'No offer stays open beyond its start window, and no cancel beyond the longest handing over, by more than 2 s.',
  sql: `
    SELECT 'attempt ' || a.id AS subject, 'is OFFERED, its start window ended at ' || a.lease_until AS detail
    FROM attempts a, moment WHERE a.state = 'OFFERED'
      AND greatest(a.lease_until, sweeps_since) + interval '2 seconds' < now
    UNION ALL
    SELECT 'attempt ' || a.id, 'is ACCEPTED, its job was cancelled at ' || j.cancel_requested_at
    FROM attempts a JOIN jobs j ON j.id = a.job_id, moment
    WHERE a.state = 'ACCEPTED' AND j.cancel_requested_at IS NOT NULL
      AND greatest(j.cancel_requested_at, sweeps_since) + ${cancelLimit} + interval '2 seconds' < now`,
};
