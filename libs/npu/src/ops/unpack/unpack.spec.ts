import { describe, expect, it } from 'vitest';
import { countingCodes } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const unpack = (shape: readonly number[], axis: number, num: number): OperatorRun =>
  runOperator('UNPACK', {
    inputs: [{ shape, values: countingCodes(shape) }],
    outputs: Array.from({ length: num }, () => ({})),
    options: { axis, num },
  });

describe('UNPACK', () => {
  it('takes an axis apart', () => {
    expect(unpack([2, 3], 0, 2)).toMatchObject({
      unit: 'npu',
      shapes: [[3], [3]],
      results: [
        [0, 1, 2],
        [3, 4, 5],
      ],
    });
    expect(unpack([2, 3], -1, 3).results).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
  });

  it('refuses a number of outputs that the axis does not have', () => {
    expect(unpack([2, 3], 1, 2).reasons[0]?.id).toBe('unpack.count');
    expect(unpack([2, 3], 5, 2).reasons[0]?.id).toBe('operator.axis');
  });

  it('refuses outputs of another scale, as TFLite does', () => {
    const run = runOperator('UNPACK', {
      inputs: [{ shape: [1], values: [1] }],
      outputs: [{ scale: 2 }],
      options: { axis: 0, num: 1 },
    });

    expect(run.reasons[0]?.id).toBe('operator.quantization-differs');
  });
});
