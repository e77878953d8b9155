import { describe, expect, it } from 'vitest';
import { parseConfig } from './parse-config.js';

const complete = {
  NPUFARM_DATABASE_URL: 'postgres://farm@127.0.0.1/farm',
  NPUFARM_NATS_URL: 'nats://127.0.0.1:4222',
  NPUFARM_EMULATOR: '/opt/emulator.js',
  NPUFARM_DATA_DIRECTORY: '/var/lib/npufarm',
};

describe('parseConfig', () => {
  it('fills in defaults for everything that has one', () => {
    const outcome = parseConfig(complete);

    expect(outcome).toMatchObject({
      ok: true,
      config: { httpHost: '127.0.0.1', grpcPort: 0, exitWithParent: false, checkTimeoutMs: 10_000 },
    });
  });

  it('names every wrong variable at once', () => {
    const outcome = parseConfig({ ...complete, NPUFARM_NATS_URL: '', NPUFARM_HTTP_PORT: '99999' });

    expect(outcome.ok ? [] : outcome.problems.map(({ variable }) => variable)).toEqual([
      'NPUFARM_NATS_URL',
      'NPUFARM_HTTP_PORT',
    ]);
  });

  it('says that a variable is not set rather than that its type is wrong', () => {
    const { NPUFARM_EMULATOR: _emulator, ...incomplete } = complete;

    const outcome = parseConfig(incomplete);

    expect(outcome.ok ? [] : outcome.problems).toEqual([
      { variable: 'NPUFARM_EMULATOR', problem: 'is not set' },
    ]);
  });

  it('does not take a web address for a database', () => {
    expect(parseConfig({ ...complete, NPUFARM_DATABASE_URL: 'http://127.0.0.1' }).ok).toBe(false);
  });
});
