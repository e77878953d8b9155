import type { AgentId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import type { BoardSnapshot } from '../scheduling/index.js';

/** A board for the scheduler, with the agent to send the offer to. */
export type DispatchBoard = BoardSnapshot & { readonly agentId: AgentId };

const columns = `b.id, b.name, b.fidelity, b.capabilities, b.link, b.occupancy, b.health, b.agent_id AS "agentId",
  a.draining AS "agentDraining"`;
const boardsPerRound = 512;

/** Boards that could take work now, locked; boards that another copy is looking at are left to it. */
export function lockFreeBoards(manager: EntityManager): Promise<DispatchBoard[]> {
  return manager.query(
    `SELECT ${columns} FROM boards b JOIN agents a ON a.id = b.agent_id
     WHERE b.link = 'connected' AND b.occupancy = 'idle' AND b.health NOT IN ('maintenance', 'retired')
       AND NOT a.draining
     LIMIT ${boardsPerRound} FOR NO KEY UPDATE OF b SKIP LOCKED`,
  );
}

/** Every registered board as it is now. */
export function readBoards(manager: Pick<EntityManager, 'query'>): Promise<DispatchBoard[]> {
  return manager.query(
    `SELECT ${columns} FROM boards b JOIN agents a ON a.id = b.agent_id WHERE b.health <> 'retired' ORDER BY b.name`,
  );
}
