import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const resize = (
  values: readonly number[],
  shape: readonly number[],
  size: readonly number[],
  options = {},
): OperatorRun =>
  runOperator('RESIZE_NEAREST_NEIGHBOR', {
    inputs: [
      { type: 'UINT8', shape, values },
      { type: 'INT32', shape: [size.length], constant: size },
    ],
    outputs: [{ type: 'UINT8' }],
    options: { alignCorners: false, halfPixelCenters: false, ...options },
  });

describe('RESIZE_NEAREST_NEIGHBOR', () => {
  it('repeats pixels', () => {
    expect(resize([1, 2], [1, 1, 2, 1], [1, 5])).toMatchObject({
      unit: 'npu',
      shapes: [[1, 1, 5, 1]],
      results: [[1, 1, 1, 2, 2]],
    });
  });

  it('puts the corners on each other, or samples at half pixels, when told so', () => {
    expect(resize([1, 2, 3], [1, 1, 3, 1], [1, 5], { alignCorners: true }).results).toEqual([
      [1, 2, 2, 3, 3],
    ]);
    expect(resize([1, 2, 3], [1, 1, 3, 1], [1, 2], { halfPixelCenters: true }).results).toEqual([[1, 3]]);
  });

  it('equals exact fractions wherever a whole factor enlarges', () => {
    const size = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(size, size, size, fc.boolean(), (height, width, factor, halfPixelCenters) => {
        const shape = [1, height, width, 1];
        const values = coordinatesOf(shape).map((_, i) => i * 3);

        const { shapes, results } = resize(values, shape, [height * factor, width * factor], {
          halfPixelCenters,
        });

        const expected = coordinatesOf(shapes[0] ?? []).map(([, y = 0, x = 0]) =>
          elementAt(values, shape, [0, Math.floor(y / factor), Math.floor(x / factor), 0]),
        );
        expect(results).toEqual([expected]);
      }),
    );
  });

  it('refuses sizes below one, and a size of other than two numbers', () => {
    expect(resize([1], [1, 1, 1, 1], [0, 1]).reasons[0]?.id).toBe('resize.size');
    expect(resize([1], [1, 1, 1, 1], [-4, 1]).reasons[0]?.id).toBe('resize.size');
    expect(resize([1], [1, 1, 1, 1], [1, 1, 1]).reasons[0]?.id).toBe('resize.size');
    expect(resize([1], [1, 1, 1, 1], [2147483647, 2147483647]).reasons[0]?.id).toBe('tensor.size');
  });
});
