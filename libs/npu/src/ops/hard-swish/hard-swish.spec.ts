import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

const everyCode = Array.from({ length: 256 }, (_, i) => i - 128);

describe('HARD_SWISH', () => {
  it('keeps values from 3, drops values to -3 and stays near x · (x + 3) / 6 between', () => {
    const { unit, results } = runOperator('HARD_SWISH', {
      inputs: [{ shape: [256], scale: 0.05, zeroPoint: -10, values: everyCode }],
      outputs: [{ scale: 0.05, zeroPoint: -100 }],
    });

    expect(unit).toBe('npu');
    everyCode.forEach((code, i) => {
      const x = 0.05 * (code + 10);
      const real = (x * Math.max(0, Math.min(6, x + 3))) / 6;
      const expected = Math.min(127, real / 0.05 - 100);
      expect(Math.abs((results[0]?.[i] ?? NaN) - expected)).toBeLessThanOrEqual(1);
    });
  });

  it('refuses scales beyond its 16-bit arithmetic, as TensorFlow Lite does', () => {
    const { reasons } = runOperator('HARD_SWISH', {
      inputs: [{ shape: [1], scale: 1 }],
      outputs: [{ scale: 0.001 }],
    });

    expect(reasons[0]?.id).toBe('hard-swish.scales');
  });
});
