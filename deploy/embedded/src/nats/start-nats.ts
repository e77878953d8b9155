import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readEnvironment } from '../config/environment.js';
import { LaunchError } from '../launch-error.js';
import { logTail } from '../processes/log-tail.js';
import type { Service } from '../processes/service.js';
import { startService } from '../processes/start-service.js';
import { waitUntil } from '../processes/wait-until.js';
import { makePrivateFile } from '../storage/make-private-file.js';
import { natsServerSearch } from './nats-server-search.js';
import { natsConfiguration } from './nats-configuration.js';
import { provideNatsServer } from './provide-nats-server.js';

const readyMs = 20_000;
const portsSchema = z.object({ nats: z.tuple([z.url()], z.url()) });

/** A running NATS server with JetStream. */
export interface Nats {
  readonly url: string;
  readonly service: Service;
  stop(): Promise<void>;
}

export interface NatsOptions {
  /** The farm's data directory; configuration and store go to `nats/` in it. */
  readonly dataDirectory: string;
  /** Path of the nats-server program; when absent it is found, or installed. */
  readonly program?: string | undefined;
  readonly log?: (line: string) => void;
}

/** Starts nats-server on a free loopback port. @throws {LaunchError} with the end of the server's log */
export async function startNats({ dataDirectory, program, log = () => {} }: NatsOptions): Promise<Nats> {
  const server = program ?? (await provideNatsServer(natsServerSearch(readEnvironment()), log));
  const home = resolve(dataDirectory, 'nats');
  const portsDirectory = join(home, 'ports');
  rmSync(portsDirectory, { recursive: true, force: true });
  mkdirSync(portsDirectory, { recursive: true, mode: 0o700 });
  const configuration = join(home, 'nats.conf');
  makePrivateFile(configuration, natsConfiguration({ storeDirectory: join(home, 'store'), portsDirectory }));

  const service = await startService({
    name: 'nats',
    dataDirectory,
    command: server,
    args: ['--config', configuration],
    environment: { PATH: '/usr/bin:/bin' },
    workingDirectory: home,
  });
  const portsFile = join(portsDirectory, `nats-server_${service.pid}.ports`);
  const url = await waitUntil(() => service.hasEnded() || readUrl(portsFile), { timeoutMs: readyMs });
  if (typeof url === 'string') return { url, service, stop: () => service.stop() };
  await service.stop();
  throw new LaunchError(
    'launch.nats-failed',
    `nats-server (${server}) did not start.\n${logTail(service)}`,
    'npufarm needs nats-server 2.9 or newer; set NPUFARM_NATS_SERVER to another one, or NPUFARM_NATS_URL to a running server.',
  );
}

function readUrl(portsFile: string): string | undefined {
  try {
    return portsSchema.parse(JSON.parse(readFileSync(portsFile, 'utf8'))).nats[0];
  } catch {
    return undefined;
  }
}
