import type { AgentId, AttemptNumber, AttemptState } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';

/** What the evidence stream must know of an attempt. */
export type EvidenceStanding =
  { readonly taken: true; readonly lastSeq: bigint } | { readonly taken: false; readonly reason: string };

interface Row {
  readonly state: AttemptState;
  readonly agent_id: AgentId;
  readonly last_seq: string;
  readonly is_current: boolean;
}

/** Whether the farm takes events of this attempt from this agent, and after which sequence number. */
export async function findAttemptForEvidence(
  manager: Pick<EntityManager, 'query'>,
  attempt: AttemptNumber,
  agentId: AgentId,
): Promise<EvidenceStanding> {
  const row = await queryOne<Row>(
    manager,
    `SELECT a.state, a.agent_id, a.last_seq, j.current_attempt = a.id AS is_current
     FROM attempts a JOIN jobs j ON j.id = a.job_id WHERE a.id = $1`,
    [attempt],
  );
  if (row === undefined || row.agent_id !== agentId) {
    return { taken: false, reason: `Attempt ${attempt} was never granted to this agent.` };
  }
  if (!row.is_current || row.state === 'FENCED') {
    return { taken: false, reason: `Attempt ${attempt} is no longer the current one of its job.` };
  }
  return { taken: true, lastSeq: BigInt(row.last_seq) };
}
