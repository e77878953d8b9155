import { consequenceOf, type JobState } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { type JobEvent, jobLifecycle, requireTransition } from '../lifecycle/index.js';
import { farmTimes } from './farm-times.js';
import type { JobOutcome } from './job-outcome.js';
import type { LockedJob } from './locked-attempt.js';
import type { Notices } from './notices.js';

/** What an event tells about the job besides its name. */
export interface JobEventDetails {
  readonly now: Date;
  /** What becomes the job's outcome if this ends it. */
  readonly outcome?: JobOutcome;
}

/** Takes a locked job through one row of its table; throws IllegalTransitionError when there is none. */
export async function applyJobEvent(
  manager: EntityManager,
  job: LockedJob,
  event: JobEvent,
  { now, outcome }: JobEventDetails,
  notices: Notices,
): Promise<void> {
  const row = requireTransition(jobLifecycle, job.id, job.state, event, {
    cancelRequested: job.cancelRequested,
    attemptsLeft: job.attemptCount < job.attemptLimit,
    retryable: outcome?.failureClass === undefined || consequenceOf(outcome.failureClass).retry,
  });
  const ends = row.effects.includes('end');
  const isRetry = row.effects.includes('queue-again') && event === 'attempt-failed';
  const pauseMs = isRetry ? farmTimes.retryPauseMs * job.attemptCount : 0;
  const [, count]: [unknown, number] = await manager.query(
    `UPDATE jobs SET state = $2, ended_at = $3, not_before = $4, outcome = $5,
       cancel_requested_at = CASE WHEN $6 THEN coalesce(cancel_requested_at, $7) ELSE cancel_requested_at END
     WHERE id = $1 AND state = $8`,
    [
      job.id,
      row.to,
      ends ? now : null,
      pauseMs > 0 ? new Date(now.getTime() + pauseMs) : null,
      outcomeOf(job, row.to, outcome),
      row.effects.includes('request-cancel'),
      now,
      job.state,
    ],
  );
  if (count !== 1) throw new Error(`Job ${job.id} changed under its lock.`);

  const notice = { jobId: job.id, submissionId: job.submissionId };
  notices.jobChanged(notice);
  if (ends) notices.jobEnded(notice);
  if (row.effects.includes('request-cancel')) notices.cancelRequested();
  if (row.effects.includes('queue-again')) notices.workQueued();
}

/** A cancelled job keeps the words of whoever cancelled it; any other ends with what the event says. */
function outcomeOf(job: LockedJob, to: JobState, outcome: JobOutcome | undefined): string | null {
  if (to === 'SUCCEEDED') return null;
  const kept = to === 'CANCELLED' ? (job.outcome ?? outcome) : (outcome ?? job.outcome);
  return kept === undefined ? null : JSON.stringify(kept);
}
