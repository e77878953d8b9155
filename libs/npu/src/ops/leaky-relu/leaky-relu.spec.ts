import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

const leaky = (alpha: number, values: readonly number[]) =>
  runOperator('LEAKY_RELU', {
    inputs: [{ shape: [values.length], scale: 0.5, zeroPoint: 4, values }],
    outputs: [{ scale: 0.25, zeroPoint: -6 }],
    options: { alpha },
  });

describe('LEAKY_RELU', () => {
  it('scales negative values by the slope and rescales all', () => {
    expect(leaky(0.5, [4, 8, 0, -4])).toMatchObject({ unit: 'npu', results: [[-6, 2, -10, -14]] });
  });

  it('takes slopes above one and below zero', () => {
    expect(leaky(2, [3]).results).toEqual([[-10]]);
    expect(leaky(-1, [3]).results).toEqual([[-4]]);
  });

  it('refuses a slope that is no number', () => {
    expect(leaky(NaN, [1]).reasons[0]?.id).toBe('leaky-relu.alpha');
  });
});
