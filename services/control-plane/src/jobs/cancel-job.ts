import { type FailureClass, isFinalJobState, type JobId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { applyAttemptEvent } from './apply-attempt-event.js';
import { applyJobEvent } from './apply-job-event.js';
import { lockAttempt } from './lock-attempt.js';
import { lockJob } from './lock-job.js';
import type { Notices } from './notices.js';

/** Who cancels, and why. */
export interface Cancellation {
  readonly now: Date;
  readonly failureClass: FailureClass;
  readonly detail: string;
}

/**
 * Cancels a job: at once while it waits or is only offered, else by asking its agent to stop.
 *
 * Returns false when the job had ended before.
 */
export async function cancelJob(
  manager: EntityManager,
  id: JobId,
  { now, failureClass, detail }: Cancellation,
  notices: Notices,
): Promise<boolean> {
  const job = await lockJob(manager, id);
  if (job === undefined || isFinalJobState(job.state)) return false;
  const outcome = { failureClass, detail };
  await applyJobEvent(manager, job, 'cancel', { now, outcome }, notices);
  await manager.query('UPDATE jobs SET cancel_reason = $2 WHERE id = $1', [id, detail]);

  const attempt =
    job.currentAttempt === undefined ? undefined : await lockAttempt(manager, job.currentAttempt);
  if (attempt?.state === 'OFFERED') {
    await applyAttemptEvent(manager, attempt, 'cancel-offer', { now, failureClass, detail }, notices);
  }
  return true;
}
