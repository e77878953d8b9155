import { type BoardFingerprint, Fidelity as WireFidelity } from '@npufarm/agent-protocol';
import { status } from '@grpc/grpc-js';
import type { AgentId, Fidelity } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { becameUsable, type BoardEvent, lockBoards, saveBoard, stepBoard } from '../boards/index.js';
import { boardHealthLifecycle, boardLinkLifecycle, boardOccupancyLifecycle } from '../lifecycle/index.js';
import type { Notices } from '../jobs/index.js';
import { queryOne } from '../platform/database/query-one.js';
import { GrpcError } from '../platform/grpc/grpc-error.js';

const fidelities: Partial<Record<WireFidelity, Fidelity>> = {
  [WireFidelity.FIDELITY_BOARD]: 'board',
  [WireFidelity.FIDELITY_EMULATED]: 'emulated',
  [WireFidelity.FIDELITY_HOST]: 'host',
  [WireFidelity.FIDELITY_FAKE]: 'fake',
};

/**
 * Writes an agent's inventory: new boards are added, known ones updated, those it no longer names are unreachable.
 *
 * A board whose agent has fallen silent is taken over, also while it is unsafe: it then rests until its new agent has
 * proven that nothing runs on it.
 *
 * @throws GrpcError for a board that another connected agent drives
 */
export async function registerBoards(
  manager: EntityManager,
  agentId: AgentId,
  fingerprints: readonly BoardFingerprint[],
  now: Date,
  notices: Notices,
): Promise<void> {
  for (const fingerprint of fingerprints.toSorted((a, b) => a.name.localeCompare(b.name))) {
    await registerBoard(manager, agentId, fingerprint, now, notices);
  }
  const names = fingerprints.map(({ name }) => name);
  for (const board of await lockBoards(manager, 'b.agent_id = $1 AND NOT b.name = ANY($2)', [
    agentId,
    names,
  ])) {
    await saveBoard(manager, board, stepBoard(board, { axis: 'link', event: 'unreachable' }), now);
  }
}

async function registerBoard(
  manager: EntityManager,
  agentId: AgentId,
  fingerprint: BoardFingerprint,
  now: Date,
  notices: Notices,
): Promise<void> {
  const { name, driver, capabilities, environmentHash, shared } = fingerprint;
  const fidelity = fidelities[fingerprint.fidelity];
  if (fidelity === undefined) throw new GrpcError(status.INVALID_ARGUMENT, `Board ${name} has no fidelity.`);
  await manager.query(
    `INSERT INTO boards (name, agent_id, driver, fidelity, capabilities, environment_hash, shared, link, occupancy,
       health, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (name) DO NOTHING`,
    [
      name,
      agentId,
      driver,
      fidelity,
      JSON.stringify(capabilities),
      environmentHash,
      shared,
      boardLinkLifecycle.initial,
      boardOccupancyLifecycle.initial,
      boardHealthLifecycle.initial,
      now,
    ],
  );
  const [board] = await lockBoards(manager, 'b.name = $1', [name]);
  if (board === undefined) throw new Error(`Board ${name} vanished while it was registered.`);
  const known = await queryOne<{ agent_id: AgentId; environment_hash: string }>(
    manager,
    'SELECT agent_id, environment_hash FROM boards WHERE id = $1',
    [board.id],
  );
  const mayBeTakenOver =
    board.link !== 'connected' && (board.occupancy === 'idle' || board.occupancy === 'unsafe');
  if (known?.agent_id !== agentId && !mayBeTakenOver) {
    throw new GrpcError(
      status.ALREADY_EXISTS,
      `Board ${name} is driven by another agent; give it another name.`,
    );
  }
  await manager.query(
    `UPDATE boards SET agent_id = $2, driver = $3, fidelity = $4, capabilities = $5, environment_hash = $6, shared = $7
     WHERE id = $1`,
    [board.id, agentId, driver, fidelity, JSON.stringify(capabilities), environmentHash, shared],
  );
  const events: BoardEvent[] = [{ axis: 'link', event: 'heard' }];
  if (known?.environment_hash !== environmentHash)
    events.push({ axis: 'health', event: 'environment-changed' });
  const after = events.reduce(stepBoard, board);
  await saveBoard(manager, board, after, now);
  if (becameUsable(board, after)) notices.workQueued();
}
