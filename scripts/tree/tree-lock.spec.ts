import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processStartTime } from './process-identity.mjs';
import { withTreeLock } from './tree-lock.mjs';

describe('withTreeLock', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'npufarm-lock-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('holds the lock while the work runs and leaves no file behind, also when the work fails', async () => {
    const path = join(directory, 'lock');

    const wasHeld = await withTreeLock(path, async () => existsSync(path));
    const failing = withTreeLock(path, async () => {
      throw new Error('no disk');
    });

    await expect(failing).rejects.toThrow('no disk');
    expect(wasHeld).toBe(true);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('takes the lock over from a holder that died, even when its pid is in use again', async () => {
    const path = join(directory, 'lock');
    writeFileSync(path, `${process.pid} 1`);

    expect(await withTreeLock(path, async () => 'done')).toBe('done');
  });

  it('waits for a living holder and says which process that is', async () => {
    const path = join(directory, 'lock');
    writeFileSync(path, `${process.pid} ${processStartTime(process.pid)}`);
    const waitedFor: number[] = [];

    await withTreeLock(
      path,
      async () => {},
      (pid) => {
        waitedFor.push(pid);
        rmSync(path);
      },
    );

    expect(waitedFor).toEqual([process.pid]);
  });
});
