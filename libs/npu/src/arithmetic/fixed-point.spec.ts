import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiplyByQuantizedMultiplier, multiplyRoundingOnce } from './fixed-point.js';
import { quantizeMultiplier } from './quantized-multiplier.js';

/** gemmlowp's definition in 64-bit arithmetic: truncating division after a signed nudge, then a rounding shift. */
function twoRoundings(value: number, multiplier: number, shift: number): number {
  const left = BigInt.asIntN(32, BigInt(value) << BigInt(Math.max(0, shift)));
  const product = left * BigInt(multiplier);
  const nudge = product >= 0n ? 1n << 30n : 1n - (1n << 30n);
  const high = (product + nudge) / (1n << 31n);
  const right = BigInt(Math.max(0, -shift));
  if (right === 0n) return Number(high);
  const half = 1n << (right - 1n);
  const magnitude = high < 0n ? -high : high;
  const rounded = (magnitude + half) >> right;
  return Number(high < 0n ? -rounded : rounded);
}

const int32 = fc.oneof(fc.integer(), fc.constantFrom(-0x80000000, 0x7fffffff, 0, 1, -1));
const multipliers = fc.oneof(fc.integer({ min: 2 ** 30, max: 2 ** 31 - 1 }), fc.constant(2 ** 30));

describe('multiplyByQuantizedMultiplier', () => {
  it('equals 64-bit arithmetic with two roundings for every shift to the right', () => {
    fc.assert(
      fc.property(int32, multipliers, fc.integer({ min: -31, max: 0 }), (value, multiplier, shift) => {
        expect(multiplyByQuantizedMultiplier(value, multiplier, shift) + 0).toBe(
          twoRoundings(value, multiplier, shift) + 0,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('equals it for shifts to the left that do not overflow', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        multipliers,
        fc.integer({ min: 0, max: 15 }),
        (value, multiplier, shift) => {
          expect(multiplyByQuantizedMultiplier(value, multiplier, shift) + 0).toBe(
            twoRoundings(value, multiplier, shift) + 0,
          );
        },
      ),
    );
  });

  it('rounds twice, so that -33.33 can become -34', () => {
    const { multiplier, shift } = quantizeMultiplier(33.33 / 1000);

    expect(multiplyByQuantizedMultiplier(-1005, multiplier, shift)).toBe(
      twoRoundings(-1005, multiplier, shift),
    );
  });
});

describe('multiplyRoundingOnce', () => {
  it('equals one rounding of the exact product', () => {
    fc.assert(
      fc.property(int32, multipliers, fc.integer({ min: -31, max: 8 }), (value, multiplier, shift) => {
        const total = BigInt(31 - shift);
        const exact = Number((BigInt(value) * BigInt(multiplier) + (1n << (total - 1n))) >> total);
        expect(multiplyRoundingOnce(value, multiplier, shift)).toBe(exact);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('quantizeMultiplier', () => {
  it('represents a real to within half a unit of 2^-31', () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -20, max: 2 ** 20, noNaN: true }), (real) => {
        const { multiplier, shift } = quantizeMultiplier(real);
        expect(multiplier).toBeGreaterThanOrEqual(2 ** 30);
        expect(multiplier).toBeLessThan(2 ** 31);
        expect(Math.abs((multiplier * 2 ** (shift - 31)) / real - 1)).toBeLessThanOrEqual(2 ** -31);
      }),
    );
  });

  it('flushes what is too small to zero and stops at the largest shift', () => {
    expect(quantizeMultiplier(2 ** -34)).toEqual({ multiplier: 0, shift: 0 });
    expect(quantizeMultiplier(2 ** 40)).toEqual({ multiplier: 0x7fffffff, shift: 30 });
  });
});
