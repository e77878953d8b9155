import type { JobId, JobRequirement } from '@npufarm/contracts';

/** A queued job as the scheduler sees it. */
export interface Candidate {
  readonly jobId: JobId;
  /** Who pays with fair share: a team's id, or the farm's own account. */
  readonly account: string;
  readonly requirement: JobRequirement;
  /** See {@link capabilityClass}. */
  readonly capabilityClass: string;
  readonly priority: number;
  readonly queuedAtMs: number;
  /** The job waits at least until then. */
  readonly notBeforeMs?: number;
  /** Name of the only board that will do. */
  readonly board?: string;
  /** Names of the boards that this job has failed on. */
  readonly triedBoards: readonly string[];
  /** A health check may run on a board that is not trusted. */
  readonly healthCheck: boolean;
  /** What running it adds to the account's virtual time. */
  readonly cost: number;
}
