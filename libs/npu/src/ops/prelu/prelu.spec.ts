import { describe, expect, it } from 'vitest';
import { runOperator, type Operand } from '../../testing/run-operator.js';

const prelu = (alpha: Operand, values: readonly number[] = [10, -10, 20, -20]) =>
  runOperator('PRELU', {
    inputs: [{ shape: [1, 1, 2, 2], scale: 0.5, values }, alpha],
    outputs: [{ scale: 0.5 }],
  });

describe('PRELU', () => {
  it('scales negative values by the slope of their channel', () => {
    const run = prelu({ shape: [1, 1, 2], scale: 0.25, constant: [2, 1] }, [-8, -8, 8, -16]);

    expect(run).toMatchObject({ unit: 'npu', shapes: [[1, 1, 2, 2]], results: [[-4, -2, 8, -4]] });
  });

  it('takes one slope for all channels', () => {
    expect(prelu({ shape: [1, 1, 1], scale: 0.5, constant: [1] }).results).toEqual([[10, -5, 20, -10]]);
  });

  it('takes slopes with a zero point, and computed ones', () => {
    const slope = { shape: [1, 1, 1], scale: 0.5, zeroPoint: 3 };

    expect(prelu({ ...slope, constant: [5] }).results).toEqual([[10, -10, 20, -20]]);
    expect(prelu({ ...slope, values: [5] }).results).toEqual([[10, -10, 20, -20]]);
  });

  it('refuses slopes that do not broadcast to the input', () => {
    expect(prelu({ shape: [1, 1, 3], constant: [1, 1, 1] }).reasons[0]?.id).toBe('prelu.alpha-shape');
    expect(prelu({ shape: [2, 1, 1, 2], constant: [1, 1, 1, 1] }).reasons[0]?.id).toBe('prelu.alpha-shape');
  });
});
