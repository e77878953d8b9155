import { describe, expect, it } from 'vitest';
import { runOperator, type Operand } from '../../testing/run-operator.js';

const greater = (a: Operand, b: Operand, type: 'BOOL' | 'INT8' = 'BOOL') =>
  runOperator('GREATER', { inputs: [a, b], outputs: [{ type }] });

describe('GREATER', () => {
  it('compares values, not codes', () => {
    const run = greater(
      { shape: [3], scale: 0.5, values: [4, 4, 5] },
      { shape: [3], scale: 0.25, zeroPoint: 2, values: [9, 10, 11] },
    );

    // 2 > 1.75, 2 > 2, 2.5 > 2.25
    expect(run).toMatchObject({ unit: 'npu', results: [[1, 0, 1]] });
  });

  it('compares with a constant, broadcast', () => {
    expect(greater({ shape: [2], values: [1, -1] }, { shape: [1], constant: [0] }).results).toEqual([[1, 0]]);
  });

  it('warns about scales from 1, where TensorFlow Lite leaves the result undefined', () => {
    const pixels = { shape: [2], scale: 1, values: [3, 2] };

    expect(greater(pixels, { ...pixels, values: [2, 3] })).toMatchObject({
      reasons: [{ id: 'greater.scale' }],
      results: [[1, 0]],
    });
  });

  it('compares wider integers on the CPU', () => {
    const run = greater(
      { type: 'INT64', shape: [1], values: [2 ** 33] },
      { type: 'INT64', shape: [1], values: [2 ** 32] },
    );

    expect(run).toMatchObject({ unit: 'cpu', results: [[1]] });
  });

  it('refuses operands of two types, and results that are not BOOL', () => {
    expect(greater({ shape: [1] }, { type: 'UINT8', shape: [1] }).reasons[0]?.id).toBe('comparison.types');
    expect(greater({ shape: [1] }, { shape: [1] }, 'INT8').reasons[0]?.id).toBe('comparison.types');
  });
});
