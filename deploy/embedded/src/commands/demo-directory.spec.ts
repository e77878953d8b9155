import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimDataDirectory } from '../farm/claim-data-directory.js';
import { makeDemoDirectory, removeAbandonedDemos } from './demo-directory.js';

const hourMs = 3_600_000;

describe('removeAbandonedDemos', () => {
  let parent: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'npufarm-abandoned-'));
  });

  afterEach(() => rmSync(parent, { recursive: true }));

  it('removes an old directory that no living process claims, and no other', async () => {
    const abandoned = makeDemoDirectory(parent);
    const claimed = makeDemoDirectory(parent);
    const release = claimDataDirectory(claimed);

    await removeAbandonedDemos(parent, Date.now());
    const survivedAsNew = existsSync(abandoned);
    await removeAbandonedDemos(parent, Date.now() + hourMs);
    release();

    expect(survivedAsNew).toBe(true);
    expect([existsSync(abandoned), existsSync(claimed)]).toEqual([false, true]);
  });
});
