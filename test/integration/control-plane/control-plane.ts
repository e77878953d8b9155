import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { startNats, type Nats, startPostgres, type Postgres } from '../../../deploy/embedded/src/index.js';
import { AppModule } from '../../../services/control-plane/src/app.module.js';
import { parseConfig } from '../../../services/control-plane/src/config/parse-config.js';
import { AgentRegister, Tokens } from '../../../services/control-plane/src/identity/index.js';
import { Clock } from '../../../services/control-plane/src/platform/clock/clock.js';
import { SteppedClock } from '../../../services/control-plane/src/platform/clock/stepped-clock.js';
import { ListeningPorts } from '../../../services/control-plane/src/platform/lifecycle/listening-ports.js';

/** Real PostgreSQL and NATS for one spec file, in a directory of its own. */
export interface Servers {
  readonly directory: string;
  readonly postgres: Postgres;
  readonly nats: Nats;
  stop(): Promise<void>;
}

export async function startServers(): Promise<Servers> {
  const directory = await mkdtemp(join(tmpdir(), 'npufarm-test-'));
  const postgres = await startPostgres({ dataDirectory: join(directory, 'farm') });
  const nats = await startNats({ dataDirectory: join(directory, 'farm') });
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
  /** A token for the agent of that name, which is registered when it is new. */
  agentToken(name: string): Promise<string>;
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
  return {
    app,
    dataSource: app.get(DataSource),
    clock,
    httpUrl: await app.getUrl(),
    grpcAddress: `127.0.0.1:${app.get(ListeningPorts).grpcPort}`,
    agentToken: async (name) => {
      const agentId = await app.get(AgentRegister).ensure(name);
      return (await tokens.create({ role: 'agent', name, agentId })).token;
    },
    token: async (role) => (await tokens.create({ role, name: `test ${role}` })).token,
    stop: () => app.close(),
  };
}
