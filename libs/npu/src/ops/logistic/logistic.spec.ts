import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

const logistic = (scale: number, values: readonly number[]) =>
  runOperator('LOGISTIC', {
    inputs: [{ shape: [values.length], scale: 0.25, values }],
    outputs: [{ scale, zeroPoint: -128 }],
  });

describe('LOGISTIC', () => {
  it('gives 1 / (1 + exp(-x)) in steps of 1/256', () => {
    // 256 / (1 + exp(-x)) for x = 0, 1, -2, 31.75
    expect(logistic(1 / 256, [0, 4, -8, 127])).toMatchObject({ unit: 'npu', results: [[0, 59, -97, 127]] });
  });

  it('refuses any other scale of the result, as TensorFlow Lite does', () => {
    expect(logistic(1 / 128, [0]).reasons[0]?.id).toBe('logistic.output-scale');
  });
});
