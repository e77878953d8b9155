import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchError } from '../launch-error.js';
import { findAnyFreePort } from '../network/find-any-free-port.js';
import { logTail } from '../processes/log-tail.js';
import type { Service } from '../processes/service.js';
import { startService } from '../processes/start-service.js';
import { waitUntil } from '../processes/wait-until.js';
import { canConnect } from './can-connect.js';
import { ensureDatabase } from './ensure-database.js';
import { initialiseCluster } from './initialise-cluster.js';
import { preparePostgresPlace, type PostgresPlace } from './postgres-place.js';
import { serverEnvironment } from './server-environment.js';
import { stopLeftOverPostmaster } from './stop-left-over-postmaster.js';

const readyMs = 30_000;
const backoffsMs = [0, 250, 500, 1000, 2000];

/** A running PostgreSQL server with the database `npufarm`. */
export interface Postgres {
  readonly url: string;
  readonly service: Service;
  /** Where the cluster lies: in the data directory, unless the server's user cannot reach that. */
  readonly home: string;
  /** Fast shutdown: open transactions are rolled back, what was committed stays. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** The farm's data directory; the cluster goes to `postgres/` in it. */
  readonly dataDirectory: string;
  readonly log?: (line: string) => void;
}

/**
 * Starts the bundled PostgreSQL on a free loopback port; a server left over on the same data directory is stopped first.
 *
 * @throws {LaunchError} with the end of the server's log
 */
export async function startPostgres({ dataDirectory, log = () => {} }: PostgresOptions): Promise<Postgres> {
  mkdirSync(dataDirectory, { recursive: true });
  const realDataDirectory = realpathSync(dataDirectory);
  const place = await preparePostgresPlace(realDataDirectory);
  const cluster = await initialiseCluster(place);
  if (await stopLeftOverPostmaster(cluster.directory))
    log('stopped a PostgreSQL server that an earlier run left behind');

  let failure = '';
  for (const backoffMs of backoffsMs) {
    await sleep(backoffMs);
    const port = await findAnyFreePort();
    const service = await spawnServer(place, cluster.directory, port, realDataDirectory);
    const serverUrl = `postgres://npufarm:${cluster.password}@127.0.0.1:${port}`;
    if (await waitForServer(service, serverUrl)) {
      await ensureDatabase(serverUrl, 'npufarm');
      return { url: `${serverUrl}/npufarm`, service, home: place.home, stop: () => service.stop() };
    }
    await service.stop();
    failure = logTail(service);
  }
  throw new LaunchError(
    'launch.postgres-failed',
    `PostgreSQL did not start.\n${failure}`,
    'Check the log, or set NPUFARM_DATABASE_URL to a server of your own.',
  );
}

function spawnServer(
  place: PostgresPlace,
  directory: string,
  port: number,
  dataDirectory: string,
): Promise<Service> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    logging_collector: 'off',
  };
  return startService({
    name: 'postgres',
    dataDirectory,
    command: join(place.programs, 'postgres'),
    args: [
      '-D',
      directory,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    environment: serverEnvironment,
    workingDirectory: '/',
    user: place.user,
    stopSignal: 'SIGINT',
  });
}

async function waitForServer(service: Service, url: string): Promise<boolean> {
  const outcome = await waitUntil(
    async () => (service.hasEnded() ? 'ended' : (await canConnect(`${url}/postgres`)) && 'ready'),
    { timeoutMs: readyMs },
  );
  return outcome === 'ready';
}
