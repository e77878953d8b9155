import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

const gelu = (approximate: boolean) =>
  runOperator('GELU', {
    inputs: [{ shape: [6], scale: 0.5, values: [0, 2, -2, 4, -4, 127] }],
    outputs: [{ scale: 1 / 100, zeroPoint: -100 }],
    options: { approximate },
  }).results;

describe('GELU', () => {
  it('gives x · Φ(x)', () => {
    // 0.8413, -0.1587, 1.9545, -0.0455
    expect(gelu(false)).toEqual([[-100, -16, -116, 95, -105, 127]]);
  });

  it('gives the approximation by tanh when asked to', () => {
    // 0.8412, -0.1588, 1.9546, -0.0454
    expect(gelu(true)).toEqual([[-100, -16, -116, 95, -105, 127]]);
  });
});
