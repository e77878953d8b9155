import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

describe('SUB', () => {
  it('subtracts the second operand, broadcast', () => {
    const run = runOperator('SUB', {
      inputs: [
        { shape: [2, 2], scale: 0.5, values: [10, 20, 30, 40] },
        { shape: [2], scale: 0.5, zeroPoint: 2, values: [4, 12] },
      ],
      outputs: [{ scale: 0.5, zeroPoint: 1 }],
    });

    expect(run).toMatchObject({ unit: 'npu', results: [[9, 11, 29, 31]] });
  });

  it('bounds by the fused activation', () => {
    const run = runOperator('SUB', {
      inputs: [
        { type: 'UINT8', shape: [3], scale: 1, values: [10, 5, 200] },
        { type: 'UINT8', shape: [1], scale: 1, values: [8] },
      ],
      outputs: [{ type: 'UINT8', scale: 1, zeroPoint: 100 }],
      options: { fusedActivation: 'RELU6' },
    });

    expect(run.results).toEqual([[102, 100, 106]]);
  });

  it('subtracts 64-bit integers exactly', () => {
    const run = runOperator('SUB', {
      inputs: [
        { type: 'INT64', shape: [1], values: [2 ** 40] },
        { type: 'INT64', shape: [1], values: [1] },
      ],
      outputs: [{ type: 'INT64' }],
    });

    expect(run).toMatchObject({ unit: 'cpu', results: [[2 ** 40 - 1]] });
  });
});
