import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

describe('fingerprint', () => {
  let root: string;
  const taken = (): string => fingerprint(root, ['libs', 'tsconfig.json']);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'npufarm-fingerprint-'));
    mkdirSync(join(root, 'libs/npu'), { recursive: true });
    writeFileSync(join(root, 'libs/npu/run.ts'), 'export const run = 1;');
    writeFileSync(join(root, 'tsconfig.json'), '{}');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('stays the same when only the time of a file changes', () => {
    const before = taken();

    utimesSync(join(root, 'libs/npu/run.ts'), 1, 1);

    expect(taken()).toBe(before);
  });

  it('changes with the content, the name, the presence and the absence of a file', () => {
    const seen = new Set([taken()]);

    writeFileSync(join(root, 'libs/npu/run.ts'), 'export const run = 2;');
    seen.add(taken());
    writeFileSync(join(root, 'libs/npu/stop.ts'), '');
    seen.add(taken());
    rmSync(join(root, 'tsconfig.json'));
    seen.add(taken());

    expect(seen.size).toBe(4);
  });

  it('does not look at specs and installed packages, which no program is built from', () => {
    const before = taken();

    writeFileSync(join(root, 'libs/npu/run.spec.ts'), 'it()');
    mkdirSync(join(root, 'libs/node_modules'));
    writeFileSync(join(root, 'libs/node_modules/index.js'), '');

    expect(taken()).toBe(before);
  });
});
