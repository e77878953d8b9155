import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProcess } from '../processes/process-identity.js';
import { findNatsServer } from './find-nats-server.js';
import { provideNatsServer } from './provide-nats-server.js';
import { startNats } from './start-nats.js';

describe('startNats', { timeout: 300_000 }, () => {
  let dataDirectory: string;

  beforeEach(() => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'npufarm-nats-'));
  });

  afterEach(() => rmSync(dataDirectory, { recursive: true, force: true }));

  it('keeps a JetStream message over a stop and a start, and leaves no process', async () => {
    const first = await startNats({ dataDirectory });
    const writer = await connect({ servers: first.url });
    await (await jetstreamManager(writer)).streams.add({ name: 'FARM', subjects: ['farm.>'] });
    await jetstream(writer).publish('farm.dispatch.one', '7');
    await writer.close();
    await first.stop();

    const second = await startNats({ dataDirectory });
    const reader = await connect({ servers: second.url });
    const message = await (await jetstreamManager(reader)).streams.getMessage('FARM', { seq: 1 });
    await reader.close();
    await second.stop();

    expect(message?.string()).toBe('7');
    expect([findProcess(first.service.pid), findProcess(second.service.pid)]).toEqual([undefined, undefined]);
  });

  it('shows the log of a server that does not start', async () => {
    const program = join(dataDirectory, 'nats-server');
    writeFileSync(program, '#!/bin/sh\necho "unknown field jetstream" >&2\nexit 1\n', { mode: 0o755 });

    await expect(startNats({ dataDirectory, program })).rejects.toThrow('unknown field jetstream');
  });
});

describe('findNatsServer', () => {
  it('takes the configured path and never another one', () => {
    expect(
      findNatsServer({ configuredPath: '/absent/nats-server', searchPath: '/usr/sbin' }),
    ).toBeUndefined();
    expect(findNatsServer({ configuredPath: '/bin/sh', searchPath: '' })).toBe('/bin/sh');
  });

  it('says which variable is wrong when the configured path is no program', async () => {
    const search = { configuredPath: '/absent/nats-server', searchPath: '' };

    await expect(provideNatsServer(search, () => {})).rejects.toThrow(
      'NPUFARM_NATS_SERVER names /absent/nats-server',
    );
  });
});
