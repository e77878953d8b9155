import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimDataDirectory } from './claim-data-directory.js';
import { removeFarmFile, writeFarmFile } from './farm-file.js';

describe('claimDataDirectory', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'npufarm-claim-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('refuses a second farm and says where the first one runs', () => {
    claimDataDirectory(directory);
    const tokens = { operator: 'a', organizer: 'b', team: 'c' };
    const names = { team: 'demo', competition: 'mai2021', phase: 'open' };
    writeFarmFile(directory, { url: 'http://127.0.0.1:8080', tokens, ...names, pid: process.pid });

    expect(() => claimDataDirectory(directory)).toThrow(
      `already runs (pid ${process.pid}) at http://127.0.0.1:8080`,
    );
    removeFarmFile(directory);
  });

  it('does not count a claim of a process that is gone, even when its pid is in use again', () => {
    writeFileSync(join(directory, 'owner'), `${process.pid} 1`);

    expect(() => claimDataDirectory(directory)).not.toThrow();
  });
});
