import { describe, expect, it } from 'vitest';
import { prlimitPath } from './prlimit-path.js';
import { runLimited } from './run-limited.js';

const gibibyte = 1024 ** 3;

function run(
  script: string,
  changes: Partial<Parameters<typeof runLimited>[0]> = {},
): ReturnType<typeof runLimited> {
  return runLimited({
    program: process.execPath,
    parameters: ['-e', script],
    timeoutMs: 60_000,
    memoryBytes: 2 * gibibyte,
    signal: new AbortController().signal,
    ...changes,
  });
}

describe('runLimited', { timeout: 60_000 }, () => {
  it('returns what the program said and how it ended', async () => {
    const end = await run('console.log("yes"); console.error("why"); process.exitCode = 10');

    expect(end).toMatchObject({ code: 10, output: 'yes\n', errors: 'why', isOutOfTime: false });
  });

  it('kills a program that hangs, and what it started', async () => {
    const end = await run(
      `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
       setInterval(() => {}, 1000);`,
      { timeoutMs: 500 },
    );

    expect(end).toMatchObject({ isOutOfTime: true, endedBySignal: 'SIGKILL' });
  });

  it('kills it when nobody wants the answer any more', async () => {
    const end = await run('setInterval(() => {}, 1000)', { signal: AbortSignal.timeout(200) });

    expect(end).toMatchObject({ isOutOfTime: false, endedBySignal: 'SIGKILL' });
  });

  it('does not hand this process’s secrets on', async () => {
    const end = await run('console.log(JSON.stringify(Object.keys(process.env)))');

    expect(JSON.parse(end.output)).toEqual([]);
  });

  it.skipIf(prlimitPath() === undefined)(
    'stops a program that takes too much memory (needs prlimit)',
    async () => {
      const end = await run('new Uint8Array(4 * 1024 ** 3).fill(1)', { memoryBytes: gibibyte });

      expect(end.code).not.toBe(0);
      expect(end.isOutOfMemory).toBe(true);
    },
  );
});
