import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

describe('MUL', () => {
  it('multiplies values with broadcasting', () => {
    const run = runOperator('MUL', {
      inputs: [
        { shape: [2, 2], scale: 0.5, zeroPoint: 1, values: [3, 5, -1, 1] },
        { shape: [1, 2], scale: 0.5, zeroPoint: -2, values: [2, 4] },
      ],
      outputs: [{ scale: 0.25, zeroPoint: 10 }],
    });

    // (1, 2 / -1, 0) times (2, 3), in steps of 0.25 from 10
    expect(run).toMatchObject({ unit: 'npu', results: [[18, 34, 2, 10]] });
  });

  it('stays within one code of the real product', () => {
    const code = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(code, code, fc.double({ min: 0.01, max: 2, noNaN: true }), (a, b, scale) => {
        const { results } = runOperator('MUL', {
          inputs: [
            { type: 'UINT8', shape: [1], scale: 0.1, zeroPoint: 77, values: [a] },
            { type: 'UINT8', shape: [1], scale: 0.03, zeroPoint: 200, values: [b] },
          ],
          outputs: [{ type: 'UINT8', scale, zeroPoint: 128 }],
        });

        const real = (0.003 * (a - 77) * (b - 200)) / Math.fround(scale) + 128;
        const expected = Math.max(0, Math.min(255, real));
        expect(Math.abs((results[0]?.[0] ?? NaN) - expected)).toBeLessThanOrEqual(0.76);
      }),
    );
  });

  it('multiplies wider integers on the CPU, wrapping as C does', () => {
    const run = runOperator('MUL', {
      inputs: [
        { type: 'INT32', shape: [2], values: [65536, 3] },
        { type: 'INT32', shape: [2], values: [65536, 4] },
      ],
      outputs: [{ type: 'INT32' }],
    });

    expect(run).toMatchObject({ unit: 'cpu', results: [[0, 12]] });
  });
});
