import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
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
  /** Loopback port; absent takes any free one. */
  readonly port?: number | undefined;
  /** The file that the control plane wrote to make this server its broker; without it, anybody may do anything. */
  readonly brokerFile?: string | undefined;
  readonly log?: (line: string) => void;
}

/** Starts nats-server on a loopback port. @throws {LaunchError} with the end of the server's log */
export async function startNats(options: NatsOptions): Promise<Nats> {
  const { dataDirectory, program, port, log = () => {} } = options;
  const server = program ?? (await provideNatsServer(natsServerSearch(readEnvironment()), log));
  const home = resolve(dataDirectory, 'nats');
  const portsDirectory = join(home, 'ports');
  rmSync(portsDirectory, { recursive: true, force: true });
  mkdirSync(portsDirectory, { recursive: true, mode: 0o700 });
  const configuration = join(home, 'nats.conf');
  // nats-server takes an included path as relative to the file that includes it, even an absolute one.
  const brokerFile = options.brokerFile === undefined ? undefined : relative(home, options.brokerFile);
  const storeDirectory = join(home, 'store');
  makePrivateFile(configuration, natsConfiguration({ storeDirectory, portsDirectory, port, brokerFile }));

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
