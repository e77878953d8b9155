import type { TensorType } from '@npufarm/tflite';
import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

const cast = (from: TensorType, to: TensorType, values: readonly number[]) =>
  runOperator('CAST', { inputs: [{ type: from, shape: [values.length], values }], outputs: [{ type: to }] });

describe('CAST', () => {
  it.each<[TensorType, TensorType, number[], number[]]>([
    ['INT32', 'INT8', [1, 300, -129], [1, 44, 127]],
    ['INT8', 'UINT8', [-1, 5], [255, 5]],
    ['UINT8', 'INT64', [255, 0], [255, 0]],
    ['INT64', 'INT32', [2 ** 33 + 5, -2], [5, -2]],
    ['INT64', 'BOOL', [0, 2 ** 40], [0, 1]],
    ['INT8', 'BOOL', [0, -3], [0, 1]],
    ['BOOL', 'INT32', [1, 0], [1, 0]],
  ])('turns %s into %s, wrapping as C does', (from, to, values, result) => {
    expect(cast(from, to, values)).toMatchObject({ unit: 'cpu', results: [result] });
  });

  it('stays off the NPU, which says why', () => {
    expect(cast('INT8', 'UINT8', [1]).reasons[0]?.id).toBe('cast.off-npu');
  });
});
