import { describe, expect, it } from 'vitest';
import { countingCodes } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const splitV = (shape: readonly number[], sizes: readonly number[], axis: number): OperatorRun =>
  runOperator('SPLIT_V', {
    inputs: [
      { shape, values: countingCodes(shape) },
      { type: 'INT32', shape: [sizes.length], constant: sizes },
      { type: 'INT32', shape: [1], constant: [axis] },
    ],
    outputs: sizes.map(() => ({})),
    options: { numSplits: sizes.length },
  });

describe('SPLIT_V', () => {
  it('cuts an axis into parts of given sizes', () => {
    expect(splitV([2, 3], [1, 2], 1)).toMatchObject({
      shapes: [
        [2, 1],
        [2, 2],
      ],
      results: [
        [0, 3],
        [1, 2, 4, 5],
      ],
    });
  });

  it('gives the rest to a size of -1', () => {
    expect(splitV([4], [1, -1, 1], 0).results).toEqual([[0], [1, 2], [3]]);
  });

  it('refuses sizes that do not add up, two open sizes, and negative ones', () => {
    expect(splitV([4], [1, 2], 0).reasons[0]?.id).toBe('split.sizes');
    expect(splitV([4], [-1, -1], 0).reasons[0]?.id).toBe('split.sizes');
    expect(splitV([4], [6, -2], 0).reasons[0]?.id).toBe('split.sizes');
    expect(splitV([4], [5, -1], 0).reasons[0]?.id).toBe('split.sizes');
  });
});
