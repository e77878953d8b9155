import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReduction, reducedCodes } from '../../testing/reductions.js';
import { runOperator, type Operand, type OperatorRun } from '../../testing/run-operator.js';

const sum = (input: Operand, axes: readonly number[], output: Omit<Operand, 'shape'> = {}): OperatorRun =>
  runOperator('SUM', {
    inputs: [input, { type: 'INT32', shape: [axes.length], constant: axes }],
    outputs: [output],
  });

describe('SUM', () => {
  it('adds over an axis, in the scale of the result', () => {
    const input = { shape: [2, 2], values: [1, 2, 3, 4], scale: 0.5 };

    expect(sum(input, [0], { scale: 0.5 })).toMatchObject({ unit: 'npu', shapes: [[2]], results: [[4, 6]] });
    expect(sum(input, [0], { scale: 1, zeroPoint: 5 }).results).toEqual([[7, 8]]);
  });

  it('subtracts the zero point once for every element', () => {
    expect(
      sum({ type: 'UINT8', shape: [3], values: [11, 12, 13], zeroPoint: 10 }, [0], { type: 'UINT8' }).results,
    ).toEqual([[6]]);
  });

  it('saturates instead of wrapping', () => {
    expect(sum({ shape: [4], values: [100, 100, 100, 100] }, [0]).results).toEqual([[127]]);
  });

  it('equals the plain sum where the scales agree', () => {
    fc.assert(
      fc.property(aReduction, fc.integer({ min: -128, max: 127 }), ({ shape, values, axes }, zeroPoint) => {
        const { results } = sum({ shape, values, zeroPoint }, axes, { zeroPoint });

        const expected = reducedCodes(shape, values, axes).map((codes) => {
          const total = codes.reduce((part, code) => part + code - zeroPoint, 0);
          return Math.min(127, Math.max(-128, total + zeroPoint));
        });
        expect(results).toEqual([expected]);
      }),
    );
  });
});
