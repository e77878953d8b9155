import type { OperatorOptions } from '@npufarm/tflite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOperator, type Operand } from '../../testing/run-operator.js';

const dense = (
  input: Partial<Operand>,
  filter: Operand,
  bias?: Operand,
  options: OperatorOptions = {},
  type: 'INT8' | 'UINT8' = 'INT8',
) =>
  runOperator('FULLY_CONNECTED', {
    inputs: [{ type, shape: [1, 2], scale: 1, ...input }, { type, scale: 1, ...filter }, bias],
    outputs: [{ type, scale: 1 }],
    options,
  });

describe('FULLY_CONNECTED', () => {
  it('refuses a bias without the scale that it must have, as TensorFlow Lite does', () => {
    const run = dense(
      { shape: [2, 2], zeroPoint: 1, values: [2, 3, 0, 1] },
      { shape: [3, 2], constant: [1, 2, 3, 4, 5, 6] },
      { type: 'INT32', shape: [3], scale: 1, constant: [10, 0, -10] },
    );

    expect(run.reasons).toMatchObject([{ id: 'bias.scale' }]);
  });

  it('multiplies rows by a matrix', () => {
    const run = dense(
      { shape: [2, 2], zeroPoint: 1, values: [2, 3, 0, 1] },
      { shape: [3, 2], constant: [1, 2, 3, 4, 5, 6] },
    );

    expect(run).toMatchObject({ unit: 'npu', shapes: [[2, 3]], results: [[5, 11, 17, -1, -3, -5]] });
  });

  it('honours a zero point of the weights', () => {
    expect(dense({ values: [3, 5] }, { shape: [1, 2], zeroPoint: 4, constant: [5, 6] }).results).toEqual([
      [13],
    ]);
  });

  it('flattens its input, or keeps its dimensions when asked to', () => {
    const filter = { shape: [3, 2], constant: [1, 0, 0, 1, 1, 1] };
    const input = { shape: [1, 2, 2], values: [1, 2, 3, 4] };

    expect(dense(input, filter).shapes).toEqual([[2, 3]]);
    expect(dense(input, filter, undefined, { keepNumDims: true })).toMatchObject({
      shapes: [[1, 2, 3]],
      results: [[1, 2, 3, 3, 4, 7]],
    });
  });

  it('equals sums of products', () => {
    const codes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(codes, codes, (values, weights) => {
        const { results } = dense(
          { shape: [2, 6], zeroPoint: 128, values },
          { shape: [2, 6], zeroPoint: 7, constant: weights },
          undefined,
          {},
          'UINT8',
        );

        const expected = [0, 1].flatMap((row) =>
          [0, 1].map((unit) => {
            const products = [0, 1, 2, 3, 4, 5].map(
              (i) => ((values[row * 6 + i] ?? 0) - 128) * ((weights[unit * 6 + i] ?? 0) - 7),
            );
            const sum = products.reduce((total, product) => total + product, 0);
            return Math.max(0, Math.min(255, sum));
          }),
        );
        expect(results).toEqual([expected]);
      }),
    );
  });

  it('refuses shuffled weights, rows of another length and a bias of another length', () => {
    const filter = { shape: [1, 2], constant: [1, 1] };
    const bias: Operand = { type: 'INT32', shape: [2], constant: [1, 1] };

    expect(dense({}, filter, undefined, { weightsFormat: 'SHUFFLED4x16INT8' }).reasons[0]?.id).toBe(
      'fully-connected.weights-format',
    );
    expect(dense({ shape: [1, 3] }, filter).reasons[0]?.id).toBe('fully-connected.depth');
    expect(dense({ shape: [2, 1] }, filter, undefined, { keepNumDims: true }).reasons[0]?.id).toBe(
      'fully-connected.depth',
    );
    expect(dense({}, filter, bias).reasons[0]?.id).toBe('bias.length');
  });
});
