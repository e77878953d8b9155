import { join } from 'node:path';
import { z } from 'zod';
import { childEnvironment } from '../config/child-environment.js';
import type { Service } from '../processes/service.js';
import { startService } from '../processes/start-service.js';
import { repositoryRoot } from '../repository-root.js';
import { makePrivateFile } from '../storage/make-private-file.js';
import { programs } from './programs.js';
import { waitForService } from './wait-for-service.js';

const listeningSchema = z.object({
  event: z.literal('listening'),
  httpPort: z.int(),
  grpcPort: z.int(),
  enrolmentPort: z.int(),
});

export interface ControlPlaneOptions {
  readonly dataDirectory: string;
  readonly databaseUrl: string;
  readonly natsUrl: string;
  /** Where the control plane writes what makes a nats-server its broker, before it listens. */
  readonly brokerDirectory: string;
  /** 0 takes any free one. */
  readonly httpPort: number;
  readonly logLevel: string;
  readonly seed: object;
  /** Called once it listens; it becomes ready only with a broker. */
  readonly whenListening: () => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** A control plane that is ready for work. */
export interface ControlPlane {
  readonly service: Service;
  readonly url: string;
  /** Where agents connect, host:port. */
  readonly grpcAddress: string;
  /** Where agents get their identities, host:port. */
  readonly enrolmentAddress: string;
}

/** Starts the control plane and waits for `/readyz`. @throws {LaunchError} with the end of its log */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const seedFile = join(options.dataDirectory, 'seed.json');
  makePrivateFile(seedFile, JSON.stringify(options.seed));
  const service = await startService({
    name: 'control-plane',
    dataDirectory: options.dataDirectory,
    command: process.execPath,
    args: ['--enable-source-maps', programs.controlPlane],
    workingDirectory: repositoryRoot,
    environment: {
      ...childEnvironment(),
      NPUFARM_DATABASE_URL: options.databaseUrl,
      NPUFARM_NATS_URL: options.natsUrl,
      NPUFARM_BROKER_DIRECTORY: options.brokerDirectory,
      NPUFARM_HTTP_HOST: '127.0.0.1',
      NPUFARM_HTTP_PORT: String(options.httpPort),
      NPUFARM_GRPC_HOST: '127.0.0.1',
      NPUFARM_GRPC_PORT: '0',
      NPUFARM_ENROLMENT_PORT: '0',
      NPUFARM_EMULATOR: programs.emulator,
      NPUFARM_DATA_DIRECTORY: join(options.dataDirectory, 'control-plane'),
      NPUFARM_BOOTSTRAP: seedFile,
      NPUFARM_LOG_LEVEL: options.logLevel,
      NPUFARM_EXIT_WITH_PARENT: '1',
    },
  });
  try {
    const ports = await waitForService(
      service,
      'start to listen',
      () => findListening(service.readLog()),
      options.signal,
    );
    await options.whenListening();
    const url = `http://127.0.0.1:${ports.httpPort}`;
    await waitForService(service, 'become ready', () => isReady(url), options.signal);
    const [grpcAddress, enrolmentAddress] = [ports.grpcPort, ports.enrolmentPort].map(
      (port) => `127.0.0.1:${port}`,
    ) as [string, string];
    return { service, url, grpcAddress, enrolmentAddress };
  } catch (error) {
    await service.stop();
    throw error;
  }
}

function findListening(log: string): z.infer<typeof listeningSchema> | undefined {
  for (const line of log.split('\n')) {
    if (!line.includes('"listening"')) continue;
    try {
      return listeningSchema.parse(JSON.parse(line));
    } catch {
      continue;
    }
  }
  return undefined;
}

async function isReady(url: string): Promise<true | undefined> {
  const response = await fetch(`${url}/readyz`).catch(() => undefined);
  await response?.body?.cancel();
  return response?.ok === true ? true : undefined;
}
