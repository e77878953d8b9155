import { describe, expect, it } from 'vitest';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const expandDims = (shape: readonly number[], axis: readonly number[]): OperatorRun =>
  runOperator('EXPAND_DIMS', {
    inputs: [
      { shape, values: [1, 2] },
      { type: 'INT32', shape: [axis.length], constant: axis },
    ],
  });

describe('EXPAND_DIMS', () => {
  it('adds an axis of size 1, counted from the end when negative', () => {
    expect(expandDims([2], [0])).toMatchObject({ unit: 'npu', shapes: [[1, 2]], results: [[1, 2]] });
    expect(expandDims([2], [-1]).shapes).toEqual([[2, 1]]);
  });

  it('refuses an axis that would not exist, and several', () => {
    expect(expandDims([2], [2]).reasons[0]?.id).toBe('operator.axis');
    expect(expandDims([2], [-3]).reasons[0]?.id).toBe('operator.axis');
    expect(expandDims([2], [0, 1]).reasons[0]?.id).toBe('operator.operand-length');
  });
});
