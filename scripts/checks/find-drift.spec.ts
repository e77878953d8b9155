import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { differences } from './find-drift.mjs';

describe('differences', () => {
  const root = mkdtempSync(join(tmpdir(), 'npufarm-drift-'));

  afterEach(() => rmSync(root, { recursive: true }));

  it('names changed, missing and surplus files and no other', () => {
    for (const side of ['wanted', 'present']) {
      mkdirSync(join(root, side, 'v1'), { recursive: true });
      writeFileSync(join(root, side, 'v1/same.ts'), 'same');
      writeFileSync(join(root, side, 'v1/changed.ts'), side);
    }
    writeFileSync(join(root, 'wanted/missing.ts'), '');
    writeFileSync(join(root, 'present/surplus.ts'), '');

    expect(differences(join(root, 'wanted'), join(root, 'present'))).toEqual([
      '/missing.ts',
      '/surplus.ts',
      '/v1/changed.ts',
    ]);
  });
});
