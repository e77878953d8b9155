import type { JobId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { applyJobEvent } from './apply-job-event.js';
import { lockJob } from './lock-job.js';
import type { Notices } from './notices.js';

/** Ends a job that no board took within the queue's limit. */
export async function expireJob(
  manager: EntityManager,
  id: JobId,
  now: Date,
  notices: Notices,
): Promise<void> {
  const job = await lockJob(manager, id);
  if (job?.state !== 'QUEUED') return;
  const outcome = { failureClass: 'TIMEOUT_QUEUE', detail: 'No suitable board took the job within a day.' };
  await applyJobEvent(manager, job, 'expire', { now, outcome }, notices);
}
