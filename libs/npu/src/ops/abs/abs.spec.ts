import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

describe('ABS', () => {
  it('mirrors around the zero point without rescaling equal scales', () => {
    const run = runOperator('ABS', {
      inputs: [{ shape: [4], zeroPoint: 10, values: [10, 13, 7, -128] }],
      outputs: [{ zeroPoint: -128 }],
    });

    expect(run).toMatchObject({ unit: 'npu', results: [[-128, -125, -125, 10]] });
  });

  it('rescales to another scale', () => {
    const run = runOperator('ABS', {
      inputs: [{ shape: [2], scale: 0.5, values: [-7, 6] }],
      outputs: [{ scale: 1 }],
    });

    expect(run.results).toEqual([[4, 3]]);
  });

  it('refuses UINT8, which TensorFlow Lite does not compute', () => {
    const run = runOperator('ABS', {
      inputs: [{ type: 'UINT8', shape: [1] }],
      outputs: [{ type: 'UINT8' }],
    });

    expect(run.reasons[0]?.id).toBe('tensor.type');
  });
});
