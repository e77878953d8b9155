import type { AgentId, BoardId, JobId, SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { farmTimes } from '../jobs/index.js';
import {
  attemptLifecycle,
  boardOccupancyLifecycle,
  jobLifecycle,
  requireTransition,
} from '../lifecycle/index.js';
import type { FairShareEntry } from '../scheduling/index.js';
import type { Offer } from './offer.js';

/** A job and the board that it gets; both rows are locked by the caller. */
export interface Grant {
  readonly jobId: JobId;
  readonly boardId: BoardId;
  readonly agentId: AgentId;
}

interface JobRow {
  readonly id: JobId;
  readonly submissionId: SubmissionId | null;
}

const offered = requireTransition(jobLifecycle, 'to be offered', 'QUEUED', 'offer', {
  cancelRequested: false,
  attemptsLeft: true,
  retryable: true,
});
const leased = requireTransition(boardOccupancyLifecycle, 'to be leased', 'idle', 'lease', {
  occupied: false,
});

/** Makes an attempt for each grant, with its lease: job, board and attempt change together or not at all. */
export async function grantOffers(
  manager: EntityManager,
  grants: readonly Grant[],
  charged: readonly FairShareEntry[],
  now: Date,
): Promise<Offer[]> {
  const offers: Omit<Offer, 'submissionId'>[] = await manager.query(
    `INSERT INTO attempts (job_id, board_id, agent_id, state, offered_at, lease_until)
     SELECT job, board, agent, $4, $5, $6 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS g (job, board, agent)
     RETURNING id AS attempt, job_id AS "jobId", board_id AS "boardId", agent_id AS "agentId"`,
    [
      grants.map(({ jobId }) => jobId),
      grants.map(({ boardId }) => boardId),
      grants.map(({ agentId }) => agentId),
      attemptLifecycle.initial,
      now,
      new Date(now.getTime() + farmTimes.startWindowMs),
    ],
  );
  const attempts = offers.map(({ attempt }) => attempt);
  const [jobs, jobCount]: [JobRow[], number] = await manager.query(
    `UPDATE jobs SET state = $3, current_attempt = o.attempt, not_before = NULL
       FROM unnest($1::uuid[], $2::bigint[]) AS o (job, attempt) WHERE id = o.job AND state = 'QUEUED'
       RETURNING id, submission_id AS "submissionId"`,
    [offers.map(({ jobId }) => jobId), attempts, offered.to],
  );
  const [, boardCount]: [unknown, number] = await manager.query(
    `UPDATE boards SET occupancy = $3, current_attempt = o.attempt, updated_at = $4
       FROM unnest($1::uuid[], $2::bigint[]) AS o (board, attempt) WHERE id = o.board AND occupancy = 'idle'`,
    [offers.map(({ boardId }) => boardId), attempts, leased.to, now],
  );
  if (jobCount !== offers.length || boardCount !== offers.length) {
    throw new Error(
      `${offers.length} offers were made, but ${jobCount} jobs and ${boardCount} boards could change.`,
    );
  }
  await manager.query(
    `INSERT INTO fair_share (capability_class, account, virtual_time)
     SELECT * FROM unnest($1::text[], $2::text[], $3::float8[])
     ON CONFLICT (capability_class, account)
     DO UPDATE SET virtual_time = greatest(fair_share.virtual_time, excluded.virtual_time)`,
    [
      charged.map(({ capabilityClass }) => capabilityClass),
      charged.map(({ account }) => account),
      charged.map(({ virtualTime }) => virtualTime),
    ],
  );
  const submissions = new Map(jobs.map(({ id, submissionId }) => [id, submissionId ?? undefined]));
  return offers.map((offer) => ({ ...offer, submissionId: submissions.get(offer.jobId) }));
}
