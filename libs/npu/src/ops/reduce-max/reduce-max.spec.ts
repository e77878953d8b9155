import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReduction, reducedCodes } from '../../testing/reductions.js';
import { runOperator, type Operand, type OperatorRun } from '../../testing/run-operator.js';

const reduceMax = (
  input: Operand,
  axes: readonly number[],
  output: Omit<Operand, 'shape'> = {},
): OperatorRun =>
  runOperator('REDUCE_MAX', {
    inputs: [input, { type: 'INT32', shape: [axes.length], constant: axes }],
    outputs: [output],
  });

describe('REDUCE_MAX', () => {
  it('takes the largest raw code', () => {
    expect(
      reduceMax({ shape: [2, 2], values: [1, -2, -3, 4], zeroPoint: 9 }, [1], { zeroPoint: 9 }),
    ).toMatchObject({
      unit: 'npu',
      shapes: [[2]],
      results: [[1, 4]],
    });
  });

  it('equals the maximum of the reduced codes', () => {
    fc.assert(
      fc.property(aReduction, ({ shape, values, axes }) => {
        const expected = reducedCodes(shape, values, axes).map((codes) => Math.max(...codes));

        expect(reduceMax({ shape, values }, axes).results).toEqual([expected]);
      }),
    );
  });

  it('folds integers of shape arithmetic', () => {
    const run = reduceMax({ type: 'INT32', shape: [2], constant: [360, 640] }, [0], { type: 'INT32' });

    expect(run).toMatchObject({ unit: 'folded', shapes: [[]], results: [[640]] });
  });

  it('refuses a result of another scale, as TFLite does', () => {
    expect(reduceMax({ shape: [2], values: [1, 2] }, [0], { scale: 3 }).reasons[0]?.id).toBe(
      'operator.quantization-differs',
    );
  });
});
