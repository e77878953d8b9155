import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { Agent } from './agent.js';
import { BlobClient } from './blobs/blob-client.js';
import { ModelCache } from './blobs/model-cache.js';
import { openBoards } from './boards/open-boards.js';
import type { AgentConfig } from './config/agent-config.js';
import { DirectoryLock } from './data-directory/directory-lock.js';
import { EvidenceStream } from './evidence/evidence-stream.js';
import { Identity } from './identity/identity.js';
import { IdentityRenewal } from './identity/identity-renewal.js';
import { IdentifiedBrokerAccess } from './link/broker-access.js';
import { FarmLink } from './link/farm-link.js';
import { AttemptRunner } from './runner/attempt-runner.js';
import { Delivery } from './runner/delivery.js';
import { HeldAttempts } from './runner/held-attempts.js';
import { AttemptDesk } from './session/attempt-desk.js';
import { DispatchListener } from './session/dispatch-listener.js';
import { LeaseGuard } from './session/lease-guard.js';
import { Session } from './session/session.js';
import { SessionClient } from './session/session-client.js';
import { Spool } from './spool/spool.js';
import { SpoolRoom } from './spool/spool-room.js';

const AGENT_VERSION = '0.1.0';

/**
 * Makes an agent of its parts: opens the spool and brings every board to rest.
 *
 * @throws DirectoryInUseError while another process uses the data directory
 */
export async function createAgent(config: AgentConfig, logger: Logger): Promise<Agent> {
  const lock = DirectoryLock.take(config.dataDirectory);
  const spool = new Spool(config.dataDirectory);
  const boards = await openBoards(config, logger);
  const identity = new Identity(config, logger);
  const link = new FarmLink(config.controlPlane, identity);
  const renewal = new IdentityRenewal(identity, link, logger);
  const blobs = new BlobClient(link);
  const models = new ModelCache(join(config.dataDirectory, 'models'), blobs);
  const evidence = new EvidenceStream(link, logger);
  const delivery = new Delivery(link, blobs, evidence, logger);
  const held = new HeldAttempts();
  const instanceId = randomUUID();
  const leases = new LeaseGuard(held);
  const client = new SessionClient(link, instanceId);
  const runner = new AttemptRunner({ blobs, models }, wallClockUs, logger);
  const room = new SpoolRoom(spool, logger);
  const desk = new AttemptDesk({ client, boards, spool, room, runner, delivery, held, leases, logger });
  const self = { agentVersion: AGENT_VERSION, spoolId: spool.id, instanceId, epoch: spool.epoch };
  const session = new Session({ client, desk, held, boards, room, leases, logger, self });
  const broker = new IdentifiedBrokerAccess(config.natsUrl, identity);
  const dispatch = new DispatchListener(broker, desk, logger);
  const { drainTimeoutMs } = config;
  const parts = { lock, boards, identity, renewal, link, evidence, held, desk, leases, session, dispatch };
  return new Agent({ ...parts, drainTimeoutMs, logger });
}

function wallClockUs(): bigint {
  return BigInt(Date.now()) * 1000n;
}
