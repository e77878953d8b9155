import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { encodePng } from '@npufarm/pictures';
import type { RgbPicture } from '@npufarm/scoring';
import { rolldown } from 'rolldown';
import { DataSource } from 'typeorm';
import { startPostgres } from '../../../deploy/embedded/src/index.js';
import { AppModule } from '../../../services/control-plane/src/app.module.js';
import { parseConfig } from '../../../services/control-plane/src/config/parse-config.js';
import { EnrolmentTokens } from '../../../services/control-plane/src/enrolment/index.js';
import { serveRest } from '../../../services/control-plane/src/serve-rest.js';
import { ScoringProgram } from '../../../services/control-plane/src/submissions/scoring/scoring-program.js';
import { ListeningPorts } from '../../../services/control-plane/src/platform/lifecycle/listening-ports.js';
import { enrolAgent, type PeerIdentity } from '../control-plane/enrol-agent.js';
import { startBroker } from '../control-plane/start-broker.js';
import { makeFarmDirectory } from '../../make-farm-directory.js';

export const tokens = {
  operator: 'nf_operator_for_tests_only',
  organizer: 'nf_organizer_for_tests_only',
  alpha: 'nf_team_alpha_for_tests_only',
  beta: 'nf_team_beta_for_tests_only',
} as const;

/** The phases of the test competition: what the upload check answers, and the quotas. */
const phases = {
  accept: { policy: { answer: 'accept' } },
  refuse: { policy: { answer: 'refuse' } },
  crash: { policy: { answer: 'crash' } },
  'two-at-once': { policy: { answer: 'accept' }, quotas: { atOnce: 2 } },
  'one-a-day': { policy: { answer: 'refuse' }, quotas: { perDay: 1 } },
};

/** A control plane on real servers with the scoring threads as they are shipped; the upload check is a peer program. */
export interface RestFarm {
  readonly app: NestFastifyApplication;
  readonly dataSource: DataSource;
  readonly url: string;
  readonly grpcAddress: string;
  /** A fresh identity for an agent. */
  enrol(name: string): Promise<PeerIdentity>;
  readonly directory: string;
  readonly original: RgbPicture;
  stop(): Promise<void>;
}

export async function startRestFarm(): Promise<RestFarm> {
  const directory = makeFarmDirectory('rest');
  const postgres = await startPostgres({ dataDirectory: join(directory, 'farm') });
  const nats = await startBroker(postgres.url, join(directory, 'farm'));
  const original = aPicture(48, 36);
  const outcome = parseConfig({
    NPUFARM_DATABASE_URL: postgres.url,
    NPUFARM_NATS_URL: nats.url,
    NPUFARM_HTTP_PORT: '0',
    NPUFARM_EMULATOR: fileURLToPath(new URL('./checker-program.mjs', import.meta.url)),
    NPUFARM_DATA_DIRECTORY: join(directory, 'control-plane'),
    NPUFARM_BOOTSTRAP: await writeBootstrap(directory, original),
    NPUFARM_MODEL_LIMIT_BYTES: '100000',
    NPUFARM_LOG_LEVEL: 'silent',
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  const module = await Test.createTestingModule({ imports: [AppModule.for(outcome.config)] })
    .overrideProvider(ScoringProgram)
    .useValue({ url: await buildScoringProgram(directory) })
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  serveRest(app);
  await app.listen(0, '127.0.0.1');
  return {
    app,
    dataSource: app.get(DataSource),
    url: `${await app.getUrl()}/api/v1`,
    grpcAddress: `127.0.0.1:${app.get(ListeningPorts).grpcPort}`,
    enrol: async (name) => {
      const { token } = await app.get(EnrolmentTokens).create(name);
      return enrolAgent(`127.0.0.1:${app.get(ListeningPorts).enrolmentPort}`, token);
    },
    directory,
    original,
    stop: async () => {
      await app.close();
      await nats.stop();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function aPicture(width: number, height: number): RgbPicture {
  const data = Uint8Array.from(
    { length: width * height * 3 },
    (_, index) => (index * index * 31 + index * 7) % 251,
  );
  return { width, height, data };
}

async function writeBootstrap(directory: string, original: RgbPicture): Promise<string> {
  const hrPath = join(directory, 'original.png');
  await writeFile(hrPath, await encodePng(original));
  const path = join(directory, 'bootstrap.json');
  const bootstrap = {
    operatorToken: tokens.operator,
    organizerToken: tokens.organizer,
    competition: {
      slug: 'test',
      title: 'Test',
      phases: Object.entries(phases).map(([slug, config]) => ({ slug, config })),
    },
    dataset: { slug: 'pictures', licenceText: 'CC0', scale: 3, pictures: [{ name: 'one', hrPath }] },
    teams: [
      { name: 'alpha', token: tokens.alpha },
      { name: 'beta', token: tokens.beta },
    ],
  };
  await writeFile(path, JSON.stringify(bootstrap), { mode: 0o600 });
  return path;
}

async function buildScoringProgram(directory: string): Promise<URL> {
  const source = new URL(
    '../../../services/control-plane/src/submissions/scoring/score-pair.worker.ts',
    import.meta.url,
  );
  const file = join(directory, 'score-pair.worker.mjs');
  const bundle = await rolldown({
    input: fileURLToPath(source),
    platform: 'node',
    tsconfig: fileURLToPath(new URL('../../../tsconfig.json', import.meta.url)),
  });
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
  return pathToFileURL(file);
}
