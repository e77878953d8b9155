import { status } from '@grpc/grpc-js';
import type { AgentId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import { GrpcError } from '../platform/grpc/grpc-error.js';

/**
 * Refuses whoever is not the process of the agent that said hello last.
 *
 * @throws GrpcError ABORTED when the agent has to say hello first, FAILED_PRECONDITION when a later process has
 *   taken its place, which then ends the earlier one
 */
export async function requireInstance(
  manager: Pick<EntityManager, 'query'>,
  agentId: AgentId,
  instanceId: string,
): Promise<void> {
  const agent = await queryOne<{ instance_id: string | null }>(
    manager,
    'SELECT instance_id FROM agents WHERE id = $1',
    [agentId],
  );
  if (agent?.instance_id === instanceId) return;
  if (agent === undefined || agent.instance_id === null) {
    throw new GrpcError(status.ABORTED, 'The farm does not know this session; say hello first.');
  }
  throw new GrpcError(
    status.FAILED_PRECONDITION,
    'A later process of this agent has opened a session; this one must end.',
  );
}
