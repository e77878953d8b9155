import type { UnsafeBoard } from '@npufarm/agent-protocol';
import type { AgentId, AttemptNumber } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';

/** Boards of an agent that rest until it has proven that the attempt named with each does not run on it. */
export async function findUnsafeBoards(
  manager: Pick<EntityManager, 'query'>,
  agentId: AgentId,
): Promise<UnsafeBoard[]> {
  const rows: { board: string; attempt: AttemptNumber }[] = await manager.query(
    `SELECT name AS board, current_attempt AS attempt FROM boards
     WHERE agent_id = $1 AND occupancy = 'unsafe' AND current_attempt IS NOT NULL ORDER BY name`,
    [agentId],
  );
  return rows.map(({ board, attempt }) => ({ board, attempt: BigInt(attempt) }));
}
