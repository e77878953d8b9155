import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const split = (shape: readonly number[], axis: number, parts: number, numSplits = parts): OperatorRun =>
  runOperator('SPLIT', {
    inputs: [
      { type: 'INT32', shape: [], constant: [axis] },
      { shape, values: countingCodes(shape) },
    ],
    outputs: Array.from({ length: parts }, () => ({})),
    options: { numSplits },
  });

describe('SPLIT', () => {
  it('cuts the channels into equal parts', () => {
    expect(split([2, 4], -1, 2)).toMatchObject({
      unit: 'npu',
      shapes: [
        [2, 2],
        [2, 2],
      ],
      results: [
        [0, 1, 4, 5],
        [2, 3, 6, 7],
      ],
    });
  });

  it('equals picking the coordinates of each part', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
        fc.nat(2),
        fc.integer({ min: 1, max: 3 }),
        (sizes, position, parts) => {
          const axis = position % sizes.length;
          const shape = sizes.with(axis, (sizes[axis] ?? 1) * parts);

          const { results } = split(shape, axis, parts);

          const expected = Array.from({ length: parts }, (_, part) =>
            coordinatesOf(sizes).map((coordinate) =>
              elementAt(
                countingCodes(shape),
                shape,
                coordinate.with(axis, (coordinate[axis] ?? 0) + part * (sizes[axis] ?? 0)),
              ),
            ),
          );
          expect(results).toEqual(expected);
        },
      ),
    );
  });

  it('refuses parts that do not divide the axis, an axis that does not exist, and a wrong count', () => {
    expect(split([2, 3], 1, 2).reasons[0]?.id).toBe('split.sizes');
    expect(split([2, 3], 2, 3).reasons[0]?.id).toBe('operator.axis');
    expect(split([2, 3], 1, 3, 0).reasons[0]?.id).toBe('split.count');
  });
});
