import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython)('the Python client (needs python3)', () => {
  it('passes its own tests', () => {
    const { status, stderr } = spawnSync(
      'python3',
      ['-B', '-m', 'unittest', 'discover', '-s', 'clients/python/test'],
      { encoding: 'utf8' },
    );

    expect(stderr).toContain('OK');
    expect(status).toBe(0);
  }, 60_000);
});
