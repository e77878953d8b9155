import type { JobKind, JobRequirement, JobWork, PhaseId, SubmissionId, TeamId } from '@npufarm/contracts';

/** A job to be queued. */
export interface NewJob {
  readonly kind: JobKind;
  readonly submissionId?: SubmissionId;
  /** Who pays with fair share; the farm itself when absent. */
  readonly teamId?: TeamId;
  readonly phaseId?: PhaseId;
  /** One of {@link jobPriorities}; higher runs first. */
  readonly priority: number;
  readonly requirement: JobRequirement;
  readonly work: JobWork;
  /** Name of the only board that will do, for health checks. */
  readonly board?: string;
  /** How many attempts may be accepted before the job expires; 3 when absent. */
  readonly attemptLimit?: number;
}
