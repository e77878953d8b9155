import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

describe('the rectifiers', () => {
  it.each([
    ['RELU', [4, 4, 12, 36]],
    ['RELU6', [4, 4, 12, 28]],
    ['RELU_N1_TO_1', [0, 4, 8, 8]],
    ['RELU_0_TO_1', [4, 4, 8, 8]],
  ] as const)('%s bounds values and rescales them', (builtin, result) => {
    const run = runOperator(builtin, {
      inputs: [{ shape: [4], scale: 0.5, zeroPoint: -2, values: [-10, -2, 2, 14] }],
      outputs: [{ scale: 0.25, zeroPoint: 4 }],
    });

    // values -4, 0, 2 and 8
    expect(run).toMatchObject({ unit: 'npu', results: [result] });
  });

  it('refuse a scale so small that a bound overflows 32 bits, as TensorFlow Lite does', () => {
    const { unit, reasons } = runOperator('RELU6', {
      inputs: [{ shape: [1], scale: 1e-12 }],
      outputs: [{ scale: 1e-12 }],
    });

    expect({ unit, reasons }).toMatchObject({ unit: 'none', reasons: [{ id: 'tensor.scale-too-small' }] });
  });
});
