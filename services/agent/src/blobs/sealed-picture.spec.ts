import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from './sealed-picture.js';

const key = randomBytes(32);
const pixels = Buffer.alloc(48, 200);

describe('a sealed picture', () => {
  it('opens with its key and shows nothing without it', () => {
    const sealed = seal(pixels, key);

    expect(unseal(sealed, key)).toEqual(pixels);
    expect(sealed.includes(pixels.subarray(0, 8))).toBe(false);
    expect(() => unseal(sealed, randomBytes(32))).toThrow(/authenticate/);
  });

  it('tells when a byte was changed', () => {
    const sealed = seal(pixels, key);
    sealed[40] = (sealed[40] ?? 0) ^ 1;

    expect(() => unseal(sealed, key)).toThrow(/authenticate/);
  });
});
