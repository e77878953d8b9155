import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const tile = (shape: readonly number[], multiples: readonly number[]): OperatorRun =>
  runOperator('TILE', {
    inputs: [
      { shape, values: countingCodes(shape) },
      { type: 'INT32', shape: [multiples.length], constant: multiples },
    ],
  });

describe('TILE', () => {
  it('repeats every axis', () => {
    expect(tile([1, 2], [2, 2])).toMatchObject({
      shapes: [[2, 4]],
      results: [[0, 1, 0, 1, 0, 1, 0, 1]],
    });
  });

  it('equals coordinates modulo the shape', () => {
    const axis = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(fc.array(axis, { minLength: 1, maxLength: 3 }), (axes) => {
        const shape = axes.map(([size]) => size);
        const size = axes.map(([length, multiple]) => length * multiple);

        const { results } = tile(
          shape,
          axes.map(([, multiple]) => multiple),
        );

        const expected = coordinatesOf(size).map((coordinate) =>
          elementAt(
            countingCodes(shape),
            shape,
            coordinate.map((i, at) => i % (shape[at] ?? 1)),
          ),
        );
        expect(results).toEqual([expected]);
      }),
    );
  });

  it('refuses multiples below one, too few of them, and a result that is too large', () => {
    expect(tile([2, 3], [0, 1]).reasons[0]?.id).toBe('tile.multiples');
    expect(tile([2, 3], [1]).reasons[0]?.id).toBe('tile.multiples');
    expect(tile([2, 3], [2147483647, 2147483647]).reasons[0]?.id).toBe('tensor.size');
  });
});
