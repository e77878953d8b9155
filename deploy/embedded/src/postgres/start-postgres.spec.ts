import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProcess } from '../processes/process-identity.js';
import { startPostgres, type Postgres } from './start-postgres.js';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

function processesIn(directory: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(directory);
    } catch {
      return false;
    }
  });
}

describe('startPostgres', { timeout: 60_000 }, () => {
  let dataDirectory: string;
  const started: Postgres[] = [];
  const start = async (directory = dataDirectory): Promise<Postgres> => {
    const postgres = await startPostgres({ dataDirectory: directory });
    started.push(postgres);
    return postgres;
  };

  beforeEach(() => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'npufarm-postgres-'));
  });

  afterEach(async () => {
    for (const postgres of started.splice(0)) await postgres.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  it('keeps what was committed over a stop and a start, and leaves no process', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE job (id int); INSERT INTO job VALUES (7)');
    await first.stop();

    const leftBehind = processesIn(dataDirectory);
    const second = await start();

    expect(leftBehind).toEqual([]);
    expect(await query(second.url, 'SELECT id FROM job')).toEqual([{ id: 7 }]);
  });

  it('refuses a wrong password', async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'wrong';

    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('replaces a server that still runs on the same data directory', async () => {
    const leftOver = await start();

    const second = await start();

    expect(findProcess(leftOver.service.pid)).toBeUndefined();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('starts again directly after the server was killed', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE job (id int); INSERT INTO job VALUES (7)');
    process.kill(first.service.pid, 'SIGKILL');

    const second = await start();

    expect(await query(second.url, 'SELECT id FROM job')).toEqual([{ id: 7 }]);
  });

  it.runIf(process.getuid?.() === 0)(
    'runs for root although the data lie under a directory that only root may enter',
    async () => {
      const home = join(dataDirectory, 'root');
      mkdirSync(home);
      chmodSync(home, 0o700);

      const postgres = await start(join(home, 'data'));

      expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(postgres.home).not.toContain(dataDirectory);
      await started.pop()?.stop();
      rmSync(dirname(postgres.home), { recursive: true });
    },
  );
});
