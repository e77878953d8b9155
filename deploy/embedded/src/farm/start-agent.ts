import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createdEnrolmentTokenSchema } from '@npufarm/contracts';
import { z } from 'zod';
import { childEnvironment } from '../config/child-environment.js';
import type { Service } from '../processes/service.js';
import { startService } from '../processes/start-service.js';
import { repositoryRoot } from '../repository-root.js';
import type { ControlPlane } from './start-control-plane.js';
import { programs } from './programs.js';
import { seedNames } from './seed.js';
import { waitForService } from './wait-for-service.js';

const boardsSchema = z.object({ items: z.array(z.object({ name: z.string(), link: z.string() })) });

export interface AgentOptions {
  readonly dataDirectory: string;
  readonly controlPlane: ControlPlane;
  readonly natsUrl: string;
  readonly operatorToken: string;
  readonly boards: readonly string[];
  readonly logLevel: string;
  readonly signal?: AbortSignal | undefined;
}

/** Starts an agent with emulated boards and waits until the farm sees them connected. @throws {LaunchError} */
export async function startAgent(options: AgentOptions): Promise<Service> {
  const { dataDirectory, controlPlane, boards } = options;
  const spool = join(dataDirectory, 'agent');
  mkdirSync(spool, { recursive: true, mode: 0o700 });
  const service = await startService({
    name: 'agent',
    dataDirectory,
    command: process.execPath,
    args: ['--enable-source-maps', programs.agent],
    workingDirectory: repositoryRoot,
    environment: {
      ...childEnvironment(),
      NPUFARM_AGENT_NAME: seedNames.agent,
      NPUFARM_ENROLMENT_TOKEN: await makeEnrolmentToken(controlPlane.url, options.operatorToken),
      NPUFARM_ENROLMENT: controlPlane.enrolmentAddress,
      NPUFARM_CONTROL_PLANE: controlPlane.grpcAddress,
      NPUFARM_NATS_URL: options.natsUrl,
      NPUFARM_EMULATOR: programs.emulator,
      NPUFARM_DATA_DIRECTORY: spool,
      NPUFARM_BOARDS: JSON.stringify(boards.map((name) => ({ name, driver: 'emulated' }))),
      NPUFARM_LOG_LEVEL: options.logLevel,
      NPUFARM_EXIT_WITH_PARENT: '1',
    },
  });
  try {
    const look = (): Promise<true | undefined> =>
      areConnected(controlPlane.url, options.operatorToken, boards);
    await waitForService(service, `connect its boards ${boards.join(', ')}`, look, options.signal);
    return service;
  } catch (error) {
    await service.stop();
    throw error;
  }
}

/** A fresh one for every start, so that an agent whose identity was lost or revoked comes back by itself. */
async function makeEnrolmentToken(url: string, operatorToken: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/agents/enrolment-tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ agent: seedNames.agent }),
  });
  return createdEnrolmentTokenSchema.parse(await response.json()).token;
}

async function areConnected(
  url: string,
  token: string,
  boards: readonly string[],
): Promise<true | undefined> {
  const response = await fetch(`${url}/api/v1/boards`, { headers: { authorization: `Bearer ${token}` } });
  const { items } = boardsSchema.parse(await response.json());
  const connected = new Set(items.filter(({ link }) => link === 'connected').map(({ name }) => name));
  return boards.every((name) => connected.has(name)) ? true : undefined;
}
