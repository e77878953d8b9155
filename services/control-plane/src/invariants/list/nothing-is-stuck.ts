import { farmTimes } from '../../jobs/index.js';
import type { Invariant } from '../invariant.js';
import { isOpenAttempt } from '../open-attempt.js';

const queueLimit = `interval '${farmTimes.queueLimitMs} milliseconds'`;

export const nothingIsStuck: Invariant = {
  id: 'I4',
  sentence:
    'Every submission that was acknowledged, and every job, has its verdict or something that brings it there.',
  sql: `
    SELECT 'submission ' || s.id AS subject, 'is RECEIVED since ' || s.created_at AS detail
    FROM submissions s, moment WHERE s.state = 'RECEIVED'
      AND greatest(s.created_at, sweeps_since) + interval '1 day' < now
    UNION ALL
    SELECT 'submission ' || s.id,
      'is CHECKING, and nobody took it over since its claim ended at ' || coalesce(s.check_until::text, 'no time')
    FROM submissions s, moment WHERE s.state = 'CHECKING'
      AND (s.check_until IS NULL OR greatest(s.check_until, sweeps_since) + interval '1 minute' < now)
    UNION ALL
    SELECT 'submission ' || s.id, 'is EVALUATING without a job' FROM submissions s
    WHERE s.state = 'EVALUATING'
      AND NOT EXISTS (SELECT FROM jobs j WHERE j.submission_id = s.id AND j.superseded_by IS NULL)
    UNION ALL
    SELECT 'submission ' || s.id, 'is EVALUATING, though job ' || j.id || ' ended ' || j.state || ' at ' || j.ended_at
    FROM submissions s JOIN jobs j ON j.submission_id = s.id AND j.superseded_by IS NULL, moment
    WHERE s.state = 'EVALUATING' AND j.state IN ('REJECTED', 'FAILED', 'EXPIRED', 'CANCELLED')
      AND greatest(j.ended_at, sweeps_since) + interval '1 minute' < now
    UNION ALL
    SELECT 'submission ' || s.id, 'is EVALUATING, though its jobs have succeeded and nothing was scored since ' || last.at
    FROM submissions s, moment CROSS JOIN LATERAL (
      SELECT greatest(max(j.ended_at), max(p.created_at)) AS at, bool_and(j.state = 'SUCCEEDED') AS done
      FROM jobs j LEFT JOIN picture_scores p ON p.job_id = j.id
      WHERE j.submission_id = s.id AND j.superseded_by IS NULL) last
    WHERE s.state = 'EVALUATING' AND last.done AND greatest(last.at, sweeps_since) + interval '1 hour' < now
    UNION ALL
    SELECT 'job ' || j.id, 'is ACTIVE, but its attempt ' || coalesce(j.current_attempt::text, 'none') || ' is not open'
    FROM jobs j WHERE j.state = 'ACTIVE'
      AND NOT EXISTS (SELECT FROM attempts a WHERE a.id = j.current_attempt AND a.job_id = j.id AND ${isOpenAttempt})
    UNION ALL
    SELECT 'job ' || j.id, 'is QUEUED since ' || j.queued_at || ' and did not expire'
    FROM jobs j, moment WHERE j.state = 'QUEUED'
      AND greatest(j.queued_at + ${queueLimit}, sweeps_since) + interval '1 minute' < now`,
};
