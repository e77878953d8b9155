import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boardListSchema } from '@npufarm/contracts';
import { type Farm, startFarm, startPostgres } from '../../deploy/embedded/src/index.js';
import { readEnvironment } from '../../deploy/embedded/src/config/environment.js';
import { DataSource } from 'typeorm';
import { makeFarmDirectory } from '../make-farm-directory.js';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** What a command of npufarm said. */
export interface Said {
  readonly code: number;
  /** The one JSON document. */
  readonly document: Record<string, unknown>;
}

/** A whole farm with its own database, and the command that people use on it. */
export interface ChallengeFarm {
  readonly farm: Farm;
  readonly directory: string;
  readonly database: DataSource;
  run(token: string, ...words: string[]): Promise<Said>;
  /** Kills whatever runs on the farm's boards, as a power cut would; returns how many processes. */
  cutBoards(): Promise<number>;
  /** Puts every board that the farm took out of service back, as an operator does. */
  releaseBoards(): Promise<void>;
  stop(): Promise<void>;
}

export async function startChallengeFarm(): Promise<ChallengeFarm> {
  const directory = makeFarmDirectory('e2e');
  const farmDirectory = join(directory, 'farm');
  const postgres = await startPostgres({ dataDirectory: join(directory, 'database') });
  const farm = await startFarm({
    dataDirectory: farmDirectory,
    environment: { ...readEnvironment(), NPUFARM_DATABASE_URL: postgres.url },
  });
  const database = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
  return {
    farm,
    directory,
    database,
    run: (token, ...words) => runCli(farm.url, token, words),
    cutBoards: () => cutBoards(join(farmDirectory, 'agent', 'boards')),
    releaseBoards: () => releaseBoards(farm),
    stop: async () => {
      await database.destroy();
      await farm.stop();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function runCli(url: string, token: string, words: readonly string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    const environment = { PATH: '/usr/bin:/bin', NPUFARM_URL: url, NPUFARM_TOKEN: token };
    const options = { env: environment, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [cli, ...words, '--json'], options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      try {
        resolve({ code, document: JSON.parse(stdout) as Said['document'] });
      } catch (cause) {
        reject(new Error(`npufarm ${words.join(' ')} (exit ${code}) said: ${stdout}${stderr}`, { cause }));
      }
    });
  });
}

async function releaseBoards({ url, tokens }: Farm): Promise<void> {
  const headers = { authorization: `Bearer ${tokens.operator}` };
  const list = boardListSchema.parse(await (await fetch(`${url}/api/v1/boards`, { headers })).json());
  for (const { name, health } of list.items) {
    if (health === 'good' || health === 'unknown') continue;
    await fetch(`${url}/api/v1/boards/${name}/release`, { method: 'POST', headers });
  }
}

async function cutBoards(stateDirectory: string): Promise<number> {
  const marks: string[] = [];
  for (const file of await readdir(stateDirectory)) {
    const text = await readFile(join(stateDirectory, file), 'utf8').catch(() => '');
    const mark = /NPUFARM_BOARD_MARK=[0-9a-f-]+/.exec(text)?.[0];
    if (mark !== undefined) marks.push(mark);
  }
  let killed = 0;
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const environment = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '');
    if (!marks.some((mark) => environment.includes(mark))) continue;
    try {
      process.kill(Number(name), 'SIGKILL');
      killed += 1;
    } catch {
      // It has ended by itself meanwhile.
    }
  }
  return killed;
}

/** Writes a file of a test below the farm's directory and returns its path. */
export async function writeTo(
  directory: string,
  name: string,
  content: Uint8Array | string,
): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}
