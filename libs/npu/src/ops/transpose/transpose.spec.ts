import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const transpose = (shape: readonly number[], order: readonly number[]): OperatorRun =>
  runOperator('TRANSPOSE', {
    inputs: [
      { shape, values: countingCodes(shape) },
      { type: 'INT32', shape: [order.length], constant: order },
    ],
  });

describe('TRANSPOSE', () => {
  it('swaps rows and columns', () => {
    expect(transpose([2, 3], [1, 0])).toMatchObject({
      unit: 'npu',
      shapes: [[3, 2]],
      results: [[0, 3, 1, 4, 2, 5]],
    });
  });

  it('equals picking coordinates in the new order', () => {
    const permuted = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 }).chain((shape) =>
      fc
        .shuffledSubarray(
          shape.map((_, axis) => axis),
          { minLength: shape.length },
        )
        .map((order) => ({ shape, order })),
    );
    fc.assert(
      fc.property(permuted, ({ shape, order }) => {
        const { shapes, results } = transpose(shape, order);

        const size = order.map((axis) => shape[axis] ?? 0);
        const expected = coordinatesOf(size).map((coordinate) => {
          const source = shape.map(() => 0);
          order.forEach((axis, position) => (source[axis] = coordinate[position] ?? 0));
          return elementAt(countingCodes(shape), shape, source);
        });
        expect({ shapes, results }).toEqual({ shapes: [size], results: [expected] });
      }),
    );
  });

  it.each([
    ['a repeated axis', [0, 0]],
    ['an axis that does not exist', [0, 2]],
    ['a missing axis', [0]],
  ])('refuses %s', (_, order) => {
    expect(transpose([2, 3], order).reasons[0]?.id).toBe('transpose.permutation');
  });
});
