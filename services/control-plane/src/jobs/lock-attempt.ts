import type {
  AgentId,
  AttemptNumber,
  AttemptState,
  BoardHealth,
  BoardId,
  BoardLink,
  BoardOccupancy,
  JobId,
  JobKind,
  JobState,
  JobWork,
  SubmissionId,
} from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import type { JobOutcome } from './job-outcome.js';
import type { LockedAttempt } from './locked-attempt.js';

interface Row {
  readonly id: AttemptNumber;
  readonly agent_id: AgentId;
  readonly state: AttemptState;
  readonly lease_until: Date;
  readonly accepted_at: Date | null;
  readonly last_seq: string;
  readonly job_id: JobId;
  readonly submission_id: SubmissionId | null;
  readonly kind: JobKind;
  readonly job_state: JobState;
  readonly job_attempt: AttemptNumber | null;
  readonly attempt_count: number;
  readonly attempt_limit: number;
  readonly cancel_requested_at: Date | null;
  readonly outcome: JobOutcome | null;
  readonly work: JobWork;
  readonly board_id: BoardId;
  readonly board_name: string;
  readonly fidelity: string;
  readonly link: BoardLink;
  readonly occupancy: BoardOccupancy;
  readonly health: BoardHealth;
  readonly board_attempt: AttemptNumber | null;
  readonly drives_board: boolean;
}

/** Locks job, attempt and board, always in this order, so that transitions never deadlock. */
export async function lockAttempt(
  manager: EntityManager,
  id: AttemptNumber,
): Promise<LockedAttempt | undefined> {
  const row = await queryOne<Row>(
    manager,
    `SELECT a.id, a.agent_id, a.state, a.lease_until, a.accepted_at, a.last_seq, a.job_id,
            j.submission_id, j.kind, j.state AS job_state, j.current_attempt AS job_attempt, j.attempt_count,
            j.attempt_limit, j.cancel_requested_at, j.outcome, j.work,
            b.id AS board_id, b.name AS board_name, b.fidelity, b.link, b.occupancy, b.health,
            b.current_attempt AS board_attempt, b.agent_id = a.agent_id AS drives_board
     FROM jobs j JOIN attempts a ON a.job_id = j.id JOIN boards b ON b.id = a.board_id
     WHERE a.id = $1
     FOR NO KEY UPDATE OF j, a, b`,
    [id],
  );
  if (row === undefined) return undefined;
  return {
    id: row.id,
    agentId: row.agent_id,
    state: row.state,
    leaseUntil: row.lease_until,
    isAccepted: row.accepted_at !== null,
    lastSeq: BigInt(row.last_seq),
    fidelity: row.fidelity,
    drivesBoard: row.drives_board,
    work: row.work,
    job: {
      id: row.job_id,
      submissionId: row.submission_id ?? undefined,
      kind: row.kind,
      state: row.job_state,
      currentAttempt: row.job_attempt ?? undefined,
      attemptCount: row.attempt_count,
      attemptLimit: row.attempt_limit,
      cancelRequested: row.cancel_requested_at !== null,
      outcome: row.outcome ?? undefined,
    },
    board: {
      id: row.board_id,
      name: row.board_name,
      link: row.link,
      occupancy: row.occupancy,
      health: row.health,
      currentAttempt: row.board_attempt ?? undefined,
    },
  };
}
