import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundle } from '../../../../scripts/build/bundle.mjs';
import { repositoryRoot } from '../repository-root.js';
import { findProcess, isAlive } from './process-identity.js';
import { readProcessRecords, writeProcessRecord } from './process-record.js';
import { startService } from './start-service.js';
import { stopLeftOvers } from './stop-left-overs.js';
import { waitUntil } from './wait-until.js';

describe('stopLeftOvers', { timeout: 60_000 }, () => {
  let dataDirectory: string;
  const sleeper = (name: string): Parameters<typeof startService>[0] => ({
    name,
    dataDirectory,
    command: '/bin/sleep',
    args: ['1000'],
    environment: { PATH: '/usr/bin:/bin' },
    workingDirectory: '/',
  });

  beforeEach(() => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'npufarm-processes-'));
  });

  afterEach(() => rmSync(dataDirectory, { recursive: true, force: true }));

  it('leaves nothing running after a launcher was killed and the next one starts', async () => {
    const program = join(dataDirectory, 'start-service.mjs');
    const source = join(repositoryRoot, 'deploy/embedded/src/processes/start-service.ts');
    await bundle(source, program);
    const launcher = join(dataDirectory, 'launcher.mjs');
    writeFileSync(
      launcher,
      `import { startService } from './start-service.mjs';
       for (const name of ['one', 'two']) await startService({ ...${JSON.stringify(sleeper(''))}, name });
       setInterval(() => {}, 1000);`,
    );
    const parent = spawn(process.execPath, [launcher], { stdio: 'ignore' });
    await waitUntil(() => readProcessRecords(dataDirectory).length === 2, { timeoutMs: 20_000 });
    const records = readProcessRecords(dataDirectory);
    parent.kill('SIGKILL');

    await stopLeftOvers(dataDirectory);

    expect(records.map(({ name }) => name).toSorted()).toEqual(['one', 'two']);
    expect(records.filter(isAlive)).toEqual([]);
    expect(readProcessRecords(dataDirectory)).toEqual([]);
  });

  it('stops a process that outlived its launcher', async () => {
    const service = await startService(sleeper('board'));

    expect(await stopLeftOvers(dataDirectory)).toEqual(['board']);
    expect(await service.ended).toBe('signal SIGTERM');
  });

  it('stops the children of a service that died', async () => {
    const script = 'sleep 1000 & echo $!; wait';
    const service = await startService({ ...sleeper('agent'), command: '/bin/sh', args: ['-c', script] });
    const child = await waitUntil(() => Number(service.readLog()) || undefined, { timeoutMs: 5000 });
    const [record] = readProcessRecords(dataDirectory);
    process.kill(service.pid, 'SIGKILL');
    await service.ended;
    if (record !== undefined) writeProcessRecord(dataDirectory, record);

    await stopLeftOvers(dataDirectory);

    const isGone = (): boolean => findProcess(child ?? 0) === undefined;
    expect(await waitUntil(isGone, { timeoutMs: 5000 })).toBe(true);
  });

  it('spares a stranger that got the pid of a process long gone', async () => {
    writeProcessRecord(dataDirectory, {
      name: 'old',
      pid: process.pid,
      startTime: '1',
      stopSignal: 'SIGTERM',
    });

    expect(await stopLeftOvers(dataDirectory)).toEqual([]);
    expect(findProcess(process.pid)).toBeDefined();
    expect(readProcessRecords(dataDirectory)).toEqual([]);
  });
});
