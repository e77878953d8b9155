import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment, type Environment } from '../config/environment.js';
import { LaunchError } from '../launch-error.js';
import { natsServerSearch } from '../nats/nats-server-search.js';
import { findAnyFreePort } from '../network/find-any-free-port.js';
import { provideNatsServer } from '../nats/provide-nats-server.js';
import { startNats } from '../nats/start-nats.js';
import { startPostgres } from '../postgres/start-postgres.js';
import { logTail } from '../processes/log-tail.js';
import type { Service } from '../processes/service.js';
import { stopLeftOvers } from '../processes/stop-left-overs.js';
import { StopStack } from '../processes/stop-stack.js';
import { requireFreeDisk } from '../storage/require-free-disk.js';
import { claimDataDirectory } from './claim-data-directory.js';
import { provideFarmTokens, type FarmTokens } from './farm-tokens.js';
import { requireBuilt } from './require-built.js';
import { seed } from './seed.js';
import { startAgent } from './start-agent.js';
import { startControlPlane } from './start-control-plane.js';

const defaultBoards = ['vs680-emulated-1', 'vs680-emulated-2'];

export interface FarmOptions {
  /** All data, logs and process records of the farm. */
  readonly dataDirectory: string;
  /** Port of REST and dashboard; 0, the default, takes any free one. */
  readonly httpPort?: number;
  /** Names of the emulated boards. */
  readonly boards?: readonly string[];
  readonly environment?: Environment;
  readonly log?: (line: string) => void;
  /** Aborts the start; whatever runs by then is stopped. */
  readonly signal?: AbortSignal;
}

/** A farm that runs on this machine. */
export interface Farm {
  readonly url: string;
  readonly tokens: FarmTokens;
  /** Resolves when a part of the farm ends although nobody stopped it. */
  readonly failed: Promise<LaunchError>;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL, the control plane, NATS with the keys that it wrote, and one agent with emulated boards that it
 * enrols.
 *
 * @throws {LaunchError} saying what failed; nothing is left running then
 */
export async function startFarm(options: FarmOptions): Promise<Farm> {
  const { environment = readEnvironment(), log = () => {}, boards = defaultBoards, signal } = options;
  requireBuilt();
  mkdirSync(options.dataDirectory, { recursive: true });
  const dataDirectory = realpathSync(options.dataDirectory);
  requireFreeDisk(dataDirectory);

  const stack = new StopStack();
  const services: Service[] = [];
  const watch = (service: Service): Service => {
    services.push(service);
    stack.push(() => service.stop());
    return service;
  };
  const releaseClaim = claimDataDirectory(dataDirectory);
  stack.push(async () => releaseClaim());
  try {
    for (const name of await stopLeftOvers(dataDirectory))
      log(`stopped ${name}, left behind by an earlier run`);
    const database = provideDatabase(dataDirectory, environment, watch, log);
    const broker = prepareBroker(dataDirectory, environment, watch, log);
    await Promise.allSettled([database, broker]);
    const [databaseUrl, { natsUrl, startBroker }] = [await database, await broker];
    signal?.throwIfAborted();
    const tokens = provideFarmTokens(dataDirectory);
    const shared = { dataDirectory, natsUrl, logLevel: environment.NPUFARM_LOG_LEVEL, signal };
    log('starting the control plane');
    const brokerDirectory = join(dataDirectory, 'nats', 'broker');
    const controlPlane = await startControlPlane({
      ...shared,
      databaseUrl,
      brokerDirectory,
      httpPort: options.httpPort ?? 0,
      seed: seed(tokens),
      whenListening: () => startBroker(join(brokerDirectory, 'broker.conf')),
    });
    watch(controlPlane.service);
    log(`enrolling and starting the agent with the boards ${boards.join(', ')}`);
    watch(await startAgent({ ...shared, controlPlane, boards, operatorToken: tokens.operator }));
    return {
      url: controlPlane.url,
      tokens,
      failed: Promise.race(services.map(describeEnd)),
      stop: () => stack.stop(),
    };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

async function provideDatabase(
  dataDirectory: string,
  environment: Environment,
  watch: (service: Service) => Service,
  log: (line: string) => void,
): Promise<string> {
  if (environment.NPUFARM_DATABASE_URL !== undefined) return environment.NPUFARM_DATABASE_URL;
  log('starting PostgreSQL');
  const postgres = await startPostgres({ dataDirectory, log });
  watch(postgres.service);
  return postgres.url;
}

/** The control plane needs the broker's address before the broker can start with what the control plane writes. */
async function prepareBroker(
  dataDirectory: string,
  environment: Environment,
  watch: (service: Service) => Service,
  log: (line: string) => void,
): Promise<{ readonly natsUrl: string; readonly startBroker: (brokerFile: string) => Promise<void> }> {
  if (environment.NPUFARM_NATS_URL !== undefined)
    return { natsUrl: environment.NPUFARM_NATS_URL, startBroker: () => Promise.resolve() };
  const program = await provideNatsServer(natsServerSearch(environment), log);
  const port = await findAnyFreePort();
  return {
    natsUrl: `tls://127.0.0.1:${port}`,
    startBroker: async (brokerFile) => {
      log('starting NATS');
      const nats = await startNats({ dataDirectory, program, port, brokerFile });
      watch(nats.service);
    },
  };
}

async function describeEnd(service: Service): Promise<LaunchError> {
  const end = await service.ended;
  return new LaunchError(
    'launch.service-ended',
    `${service.name} ended by itself with ${end}.\n${logTail(service)}`,
    'The farm was stopped; start it again.',
  );
}
