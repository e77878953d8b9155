import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

describe('TANH', () => {
  it('is odd around the zero points and reaches ±1', () => {
    const { unit, results } = runOperator('TANH', {
      inputs: [{ type: 'UINT8', shape: [5], scale: 0.5, zeroPoint: 100, values: [100, 101, 99, 255, 0] }],
      outputs: [{ type: 'UINT8', scale: 1 / 100, zeroPoint: 120 }],
    });

    // tanh(0.5) = 0.462
    expect({ unit, results }).toEqual({ unit: 'npu', results: [[120, 166, 74, 220, 20]] });
  });
});
