import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { DataSource } from 'typeorm';
import { type Nats, startPostgres, type Postgres } from '../../../deploy/embedded/src/index.js';
import { AppModule } from '../../../services/control-plane/src/app.module.js';
import { parseConfig } from '../../../services/control-plane/src/config/parse-config.js';
import { EnrolmentTokens } from '../../../services/control-plane/src/enrolment/index.js';
import { Tokens } from '../../../services/control-plane/src/identity/index.js';
import { Broker } from '../../../services/control-plane/src/platform/broker/broker.js';
import { Clock } from '../../../services/control-plane/src/platform/clock/clock.js';
import { SteppedClock } from '../../../services/control-plane/src/platform/clock/stepped-clock.js';
import { ListeningPorts } from '../../../services/control-plane/src/platform/lifecycle/listening-ports.js';
import { makeFarmDirectory } from '../../make-farm-directory.js';
import { enrolAgent, type PeerIdentity } from './enrol-agent.js';
import { startBroker } from './start-broker.js';

/** Real PostgreSQL and NATS for one spec file, in a directory of its own. */
export interface Servers {
  readonly directory: string;
  readonly postgres: Postgres;
  readonly nats: Nats;
  stop(): Promise<void>;
}

export async function startServers(): Promise<Servers> {
  const directory = makeFarmDirectory('test');
  const postgres = await startPostgres({ dataDirectory: join(directory, 'farm') });
  const nats = await startBroker(postgres.url, join(directory, 'farm'));
  return {
    directory,
    postgres,
    nats,
    stop: async () => {
      await nats.stop();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A control plane on these servers; its clock stands still unless a system clock is asked for. */
export interface ControlPlane {
  readonly app: NestFastifyApplication;
  readonly dataSource: DataSource;
  readonly clock: SteppedClock;
  readonly httpUrl: string;
  readonly grpcAddress: string;
  readonly enrolmentAddress: string;
  /** A fresh identity for the agent of that name; earlier ones are revoked. */
  enrol(name: string): Promise<PeerIdentity>;
  /** A token with which the agent of that name can enrol. */
  enrolmentToken(name: string): Promise<string>;
  /** Connects to the broker as the control plane does. */
  connectToBroker(): Promise<NatsConnection>;
  token(role: 'operator' | 'organizer'): Promise<string>;
  stop(): Promise<void>;
}

export async function startControlPlane(
  servers: Servers,
  { systemClock = false }: { systemClock?: boolean } = {},
): Promise<ControlPlane> {
  const outcome = parseConfig({
    NPUFARM_DATABASE_URL: servers.postgres.url,
    NPUFARM_NATS_URL: servers.nats.url,
    NPUFARM_HTTP_PORT: '0',
    NPUFARM_GRPC_PORT: '0',
    NPUFARM_EMULATOR: join(servers.directory, 'no-emulator'),
    NPUFARM_DATA_DIRECTORY: join(servers.directory, 'control-plane'),
    NPUFARM_LOG_LEVEL: process.env['NPUFARM_LOG_LEVEL'] ?? 'error',
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  const clock = new SteppedClock(new Date());
  const builder = Test.createTestingModule({ imports: [AppModule.for(outcome.config)] });
  if (!systemClock) builder.overrideProvider(Clock).useValue(clock);
  const module = await builder.compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  app.setGlobalPrefix('api/v1', { exclude: ['healthz', 'readyz', 'metrics'] });
  await app.listen(0, '127.0.0.1');
  const tokens = app.get(Tokens);
  const enrolmentAddress = `127.0.0.1:${app.get(ListeningPorts).enrolmentPort}`;
  const enrolmentToken = async (name: string): Promise<string> =>
    (await app.get(EnrolmentTokens).create(name)).token;
  return {
    app,
    dataSource: app.get(DataSource),
    clock,
    httpUrl: await app.getUrl(),
    grpcAddress: `127.0.0.1:${app.get(ListeningPorts).grpcPort}`,
    enrolmentAddress,
    enrol: async (name) => enrolAgent(enrolmentAddress, await enrolmentToken(name)),
    enrolmentToken,
    connectToBroker: async () => connect(await app.get(Broker).connectionOptions()),
    token: async (role) => (await tokens.create({ role, name: `test ${role}` })).token,
    stop: () => app.close(),
  };
}
