import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { requireFreeDisk } from './require-free-disk.js';

describe('requireFreeDisk', () => {
  it('says how much is free and how much is needed', () => {
    expect(() => requireFreeDisk(tmpdir(), 2 ** 60)).toThrow(
      /only \d+ MB are free under .*; the farm needs \d+ MB/,
    );
    expect(() => requireFreeDisk(tmpdir(), 1)).not.toThrow();
  });
});
