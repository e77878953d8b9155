import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
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
  readonly agentToken: string;
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
      NPUFARM_AGENT_TOKEN: options.agentToken,
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
