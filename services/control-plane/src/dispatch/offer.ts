import type { AgentId, AttemptNumber, BoardId, JobId, SubmissionId } from '@npufarm/contracts';

/** A job granted to a board, not yet accepted by its agent. */
export interface Offer {
  readonly attempt: AttemptNumber;
  readonly jobId: JobId;
  readonly submissionId: SubmissionId | undefined;
  readonly boardId: BoardId;
  readonly agentId: AgentId;
}
