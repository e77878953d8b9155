import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const broadcastTo = (shape: readonly number[], wanted: readonly number[]): OperatorRun =>
  runOperator('BROADCAST_TO', {
    inputs: [
      { shape, values: countingCodes(shape) },
      { type: 'INT32', shape: [wanted.length], constant: wanted },
    ],
  });

describe('BROADCAST_TO', () => {
  it('repeats axes of size 1 and adds axes in front', () => {
    expect(broadcastTo([2, 1], [2, 2, 2])).toMatchObject({
      shapes: [[2, 2, 2]],
      results: [[0, 0, 1, 1, 0, 0, 1, 1]],
    });
  });

  it('equals dropping the coordinates of broadcast axes', () => {
    const axis = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.boolean());
    fc.assert(
      fc.property(
        fc.array(axis, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 4 }),
        (axes, dropped) => {
          const wanted = axes.map(([size]) => size);
          const shape = axes.map(([size, isOne]) => (isOne ? 1 : size)).slice(dropped);

          const { results } = broadcastTo(shape, wanted);

          const expected = coordinatesOf(wanted).map((coordinate) =>
            elementAt(
              countingCodes(shape),
              shape,
              coordinate.slice(-shape.length || wanted.length).map((i, at) => (shape[at] === 1 ? 0 : i)),
            ),
          );
          expect(results).toEqual([expected]);
        },
      ),
    );
  });

  it('refuses shapes that do not broadcast', () => {
    expect(broadcastTo([2], [3]).reasons[0]?.id).toBe('broadcast-to.shape');
    expect(broadcastTo([2, 2], [2]).reasons[0]?.id).toBe('broadcast-to.shape');
    expect(broadcastTo([1], [-1]).reasons[0]?.id).toBe('broadcast-to.shape');
  });
});
