import type {
  AgentId,
  AttemptNumber,
  AttemptState,
  JobId,
  JobKind,
  JobState,
  JobWork,
  SubmissionId,
} from '@npufarm/contracts';
import type { BoardAxes } from '../boards/index.js';
import type { JobOutcome } from './job-outcome.js';

/** A job under its row lock. */
export interface LockedJob {
  readonly id: JobId;
  readonly submissionId: SubmissionId | undefined;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly currentAttempt: AttemptNumber | undefined;
  readonly attemptCount: number;
  readonly attemptLimit: number;
  readonly cancelRequested: boolean;
  readonly outcome: JobOutcome | undefined;
}

/** An attempt with its job and its board, all three under their row locks. */
export interface LockedAttempt {
  readonly id: AttemptNumber;
  readonly agentId: AgentId;
  readonly state: AttemptState;
  readonly leaseUntil: Date;
  readonly isAccepted: boolean;
  readonly lastSeq: bigint;
  readonly fidelity: string;
  /** False once another agent that reaches the board has taken it over. */
  readonly drivesBoard: boolean;
  readonly work: JobWork;
  readonly job: LockedJob;
  readonly board: BoardAxes;
}
