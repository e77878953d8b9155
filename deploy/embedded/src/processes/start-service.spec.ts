import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProcess } from './process-identity.js';
import { readProcessRecords } from './process-record.js';
import { startService, type ServiceOptions } from './start-service.js';
import { waitUntil } from './wait-until.js';

describe('startService', () => {
  let dataDirectory: string;
  const shell = (script: string): ServiceOptions => ({
    name: 'agent',
    dataDirectory,
    command: '/bin/sh',
    args: ['-c', script],
    environment: { PATH: '/usr/bin:/bin' },
    workingDirectory: '/',
  });

  beforeEach(() => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'npufarm-service-'));
  });

  afterEach(() => rmSync(dataDirectory, { recursive: true, force: true }));

  it('reports how the process ended and what it wrote since it started, and forgets it', async () => {
    await (
      await startService(shell('echo first'))
    ).ended;

    const service = await startService(shell('echo second; exit 3'));

    expect(await service.ended).toBe('exit code 3');
    expect(service.readLog()).toBe('second\n');
    expect(readProcessRecords(dataDirectory)).toEqual([]);
  });

  it('stops the children of a service with it', async () => {
    const service = await startService(shell('sleep 1000 & echo $!; wait'));
    while (service.readLog() === '') await new Promise((resolve) => setTimeout(resolve, 10));

    await service.stop();
    const child = Number(service.readLog());

    expect(service.hasEnded()).toBe(true);
    expect(await waitUntil(() => findProcess(child) === undefined, { timeoutMs: 5000 })).toBe(true);
  });

  it('names the program that does not exist', async () => {
    const missing = startService({ ...shell(''), command: '/absent/agent' });

    await expect(missing).rejects.toThrow(/agent could not be started: ENOENT.*\/absent\/agent/);
  });
});
