import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReduction, reducedCodes } from '../../testing/reductions.js';
import { runOperator, type Operand, type OperatorRun } from '../../testing/run-operator.js';

const mean = (
  input: Operand,
  axes: readonly number[],
  output: Omit<Operand, 'shape'> = {},
  keepDims = false,
): OperatorRun =>
  runOperator('MEAN', {
    inputs: [input, { type: 'INT32', shape: [axes.length], constant: axes }],
    outputs: [output],
    options: { keepDims },
  });

describe('MEAN', () => {
  it('averages over height and width', () => {
    const input = { shape: [1, 2, 2, 2], values: [1, 10, 3, 20, 5, 30, 7, 40] };

    expect(mean(input, [1, 2])).toMatchObject({ unit: 'npu', shapes: [[1, 2]], results: [[4, 25]] });
    expect(mean(input, [1, 2], {}, true).shapes).toEqual([[1, 1, 1, 2]]);
  });

  it('takes the zero points of both sides into account', () => {
    const input = { shape: [1, 2], values: [10, 14], scale: 0.5, zeroPoint: 2 };

    expect(mean(input, [1], { scale: 0.25, zeroPoint: -1 }).results).toEqual([[19]]);
  });

  it('counts an axis that is named twice once', () => {
    expect(mean({ shape: [2], values: [2, 4] }, [0, -1]).results).toEqual([[3]]);
  });

  it('stays within one code of the real mean', () => {
    fc.assert(
      fc.property(
        aReduction,
        fc.integer({ min: -128, max: 127 }),
        fc.integer({ min: -128, max: 127 }),
        fc.constantFrom(0.125, 0.3, 0.5, 1, 1.7),
        ({ shape, values, axes, keepDims }, from, to, scale) => {
          const input = { shape, values, scale: 1, zeroPoint: from };

          const { results } = mean(input, axes, { scale, zeroPoint: to }, keepDims);

          reducedCodes(shape, values, axes).forEach((codes, position) => {
            const average = codes.reduce((sum, code) => sum + code - from, 0) / codes.length;
            const real = Math.min(127, Math.max(-128, average / Math.fround(scale) + to));
            expect(Math.abs((results[0]?.[position] ?? NaN) - real)).toBeLessThanOrEqual(1);
          });
        },
      ),
    );
  });

  it('folds 1/n into the multiplier by an integer division, bit for bit', () => {
    fc.assert(
      fc.property(
        aReduction,
        fc.constantFrom(0.3, 0.77, 1.31),
        ({ shape, values, axes, keepDims }, scale) => {
          const { results } = mean({ shape, values, scale: 1 }, axes, { scale }, keepDims);

          const expected = reducedCodes(shape, values, axes).map((codes) => {
            const sum = codes.reduce((total, code) => total + code, 0);
            return exactMean(BigInt(sum), BigInt(codes.length), 1 / Math.fround(scale));
          });
          expect(results).toEqual([expected]);
        },
      ),
    );
  });

  it('refuses axes that do not exist or are computed at run time', () => {
    expect(mean({ shape: [2] }, [1]).reasons[0]?.id).toBe('operator.axis');
    expect(
      runOperator('MEAN', { inputs: [{ shape: [2] }, { type: 'INT32', shape: [1], values: [0] }] }).reasons[0]
        ?.id,
    ).toBe('operator.operand-not-constant');
  });
});

/** Two roundings in exact integers: the high half of the doubled product, then a power of two. */
function exactMean(sum: bigint, count: bigint, scale: number): number {
  let exponent = 0;
  let fraction = scale;
  for (; fraction >= 1; fraction /= 2) exponent++;
  for (; fraction < 0.5; fraction *= 2) exponent--;
  const bits = count.toString(2).length - 1;
  const multiplier = (BigInt(Math.round(fraction * 2 ** 31)) << BigInt(bits)) / count;
  const shift = exponent - bits;
  const high = ((shift > 0 ? sum << BigInt(shift) : sum) * multiplier * 2n + (1n << 31n)) >> 32n;
  const divisor = shift < 0 ? 1n << BigInt(-shift) : 1n;
  const magnitude = ((high < 0n ? -high : high) * 2n + divisor) / (divisor * 2n);
  const code = Number(high < 0n ? -magnitude : magnitude);
  return Math.min(127, Math.max(-128, code));
}
