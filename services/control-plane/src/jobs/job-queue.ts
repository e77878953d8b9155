import type { JobId, SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import type { NewJob } from './new-job.js';

/** Where other features hand in work and take it back; both run in the caller's transaction. */
export abstract class JobQueue {
  /** Queues jobs, in this order; the scheduler wakes up after the caller's commit or within a second. */
  abstract enqueue(manager: EntityManager, jobs: readonly NewJob[]): Promise<JobId[]>;

  /** Asks all open jobs of a submission to stop; those that run end when their agent confirms it. */
  abstract cancel(manager: EntityManager, submissionId: SubmissionId, reason: string): Promise<void>;
}
