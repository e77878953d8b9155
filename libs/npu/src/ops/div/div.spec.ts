import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOperator, type Operand } from '../../testing/run-operator.js';

const divide = (dividend: Partial<Operand>, divisor: Partial<Operand>, output: Partial<Operand> = {}) =>
  runOperator('DIV', {
    inputs: [
      { type: 'UINT8', shape: [1], ...dividend },
      { type: 'UINT8', shape: [1], ...divisor },
    ],
    outputs: [{ type: 'UINT8', ...output }],
  });

describe('DIV', () => {
  it('divides values', () => {
    const run = divide(
      { shape: [4], scale: 0.5, zeroPoint: 100, values: [112, 88, 100, 101] },
      { shape: [4], scale: 0.5, zeroPoint: 10, values: [16, 16, 9, 12] },
      { scale: 0.25, zeroPoint: 50 },
    );

    // 6 / 3, -6 / 3, 0 / -0.5, 0.5 / 1
    expect(run).toMatchObject({ unit: 'npu', results: [[58, 42, 50, 52]] });
  });

  it('stays within one code of the real quotient', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 255 }), (a, b) => {
        const { results } = divide(
          { scale: 0.1, zeroPoint: 120, values: [a] },
          { scale: 0.04, values: [b] },
          { scale: 0.05, zeroPoint: 90 },
        );

        const real = (0.1 * (a - 120)) / (0.04 * b) / 0.05 + 90;
        const expected = Math.max(0, Math.min(255, real));
        expect(Math.abs((results[0]?.[0] ?? NaN) - expected)).toBeLessThanOrEqual(0.76);
      }),
    );
  });

  it('fails the run where a computed divisor is zero, and says that the model is at fault', () => {
    expect(() => divide({ values: [7] }, { zeroPoint: 3, values: [3] })).toThrow(
      expect.objectContaining({ name: 'DivisionFault', fault: 'participant' }),
    );
  });

  it('refuses a constant divisor that holds a zero, and INT8', () => {
    expect(divide({}, { shape: [2], zeroPoint: 3, constant: [9, 3] }).reasons[0]).toMatchObject({
      id: 'div.by-zero',
      detail: expect.stringContaining('element 1'),
    });
    expect(divide({ type: 'INT8' }, { type: 'INT8' }, { type: 'INT8' }).reasons[0]?.id).toBe('div.type');
  });

  it('truncates quotients of integers', () => {
    const run = runOperator('DIV', {
      inputs: [
        { type: 'INT32', shape: [3], values: [7, -7, 6] },
        { type: 'INT32', shape: [3], values: [2, 2, -3] },
      ],
      outputs: [{ type: 'INT32' }],
    });

    expect(run).toMatchObject({ unit: 'cpu', results: [[3, -3, -2]] });
  });
});
