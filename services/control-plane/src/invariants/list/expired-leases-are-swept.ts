import { farmTimes } from '../../jobs/index.js';
import type { Invariant } from '../invariant.js';

export const expiredLeasesAreSwept: Invariant = {
  id: 'I9',
  sentence: 'A lease that has run out, with its grace, is swept within 2 s.',
  sql: `
    SELECT 'attempt ' || a.id AS subject, 'is ACCEPTED, its lease ended at ' || a.lease_until AS detail
    FROM attempts a, moment WHERE a.state = 'ACCEPTED'
      AND greatest(a.lease_until + interval '${farmTimes.graceMs} milliseconds', sweeps_since) + interval '2 seconds' < now`,
};
