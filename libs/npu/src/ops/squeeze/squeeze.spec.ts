import { describe, expect, it } from 'vitest';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const squeeze = (shape: readonly number[], squeezeDims: readonly number[]): OperatorRun =>
  runOperator('SQUEEZE', { inputs: [{ shape, values: [1, 2, 3] }], options: { squeezeDims } });

describe('SQUEEZE', () => {
  it('drops the named axes, or all of size 1', () => {
    expect(squeeze([1, 3, 1], [-1])).toMatchObject({ unit: 'npu', shapes: [[1, 3]], results: [[1, 2, 3]] });
    expect(squeeze([1, 3, 1], []).shapes).toEqual([[3]]);
  });

  it('refuses to drop an axis of another size or one that does not exist', () => {
    expect(squeeze([1, 3, 1], [1]).reasons[0]?.id).toBe('squeeze.axes');
    expect(squeeze([1, 3, 1], [3]).reasons[0]?.id).toBe('operator.axis');
  });

  it('warns when the raw codes would mean other values behind it', () => {
    const run = runOperator('SQUEEZE', {
      inputs: [{ shape: [1], values: [7] }],
      outputs: [{ zeroPoint: 3 }],
    });

    expect(run).toMatchObject({
      unit: 'npu',
      results: [[7]],
      reasons: [{ id: 'move.quantization-differs' }],
    });
  });
});
