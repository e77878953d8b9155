import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPool, windowCodes } from '../../testing/pools.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const averagePool = (
  values: readonly number[],
  shape: readonly number[],
  options: object,
  quantization: { readonly scale?: number; readonly zeroPoint?: number } = {},
): OperatorRun =>
  runOperator('AVERAGE_POOL_2D', {
    inputs: [{ shape, values, ...quantization }],
    outputs: [quantization],
    options: { padding: 'VALID', strideW: 1, strideH: 1, filterWidth: 2, filterHeight: 1, ...options },
  });

describe('AVERAGE_POOL_2D', () => {
  it('averages raw codes, ties away from zero, whatever the zero point', () => {
    expect(averagePool([1, 2, -1, -2], [1, 1, 4, 1], {}, { zeroPoint: 100 })).toMatchObject({
      unit: 'npu',
      shapes: [[1, 1, 3, 1]],
      results: [[2, 1, -2]],
    });
  });

  it('does not count padding', () => {
    expect(averagePool([10, 20], [1, 1, 2, 1], { padding: 'SAME' }).results).toEqual([[15, 20]]);
  });

  it('bounds by its fused activation', () => {
    const run = averagePool(
      [-50, -50, 40, 40],
      [1, 1, 4, 1],
      { fusedActivation: 'RELU6' },
      { scale: 0.25, zeroPoint: 10 },
    );

    expect(run.results).toEqual([[10, 10, 34]]);
  });

  it('equals averaging the codes inside each window in exact arithmetic', () => {
    fc.assert(
      fc.property(aPool, ({ shape, values, options }) => {
        const { shapes, results } = averagePool(values, shape, options);

        const expected = windowCodes(shape, values, shapes[0] ?? [], options).map((codes) => {
          const total = codes.reduce((sum, code) => sum + code, 0);
          // Upstream adds half of the count, rounded down, away from zero before it truncates.
          const nudge = Math.floor(codes.length / 2) * (total > 0 ? 1 : -1);
          return Number(BigInt(total + nudge) / BigInt(codes.length));
        });
        expect(results).toEqual([expected]);
      }),
    );
  });

  it('refuses strides and windows below one, other ranks, and windows larger than the picture', () => {
    const shape = [1, 1, 4, 1];

    expect(averagePool([], shape, { strideW: 0 }).reasons[0]?.id).toBe('pool.window');
    expect(averagePool([], shape, { filterHeight: -1 }).reasons[0]?.id).toBe('pool.window');
    expect(averagePool([], [1, 4, 1], {}).reasons[0]?.id).toBe('pool.window');
    expect(averagePool([], shape, { filterWidth: 5 }).reasons[0]?.id).toBe('tensor.size');
  });
});
