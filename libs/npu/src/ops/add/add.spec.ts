import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOperator, type Operand } from '../../testing/run-operator.js';

const codes = (length: number) =>
  fc.array(fc.integer({ min: -128, max: 127 }), { minLength: length, maxLength: length });

const reasonWith = (second: Operand) =>
  runOperator('ADD', { inputs: [{ shape: [2, 3] }, second] }).reasons[0]?.id;

describe('ADD', () => {
  it('adds values of different scales', () => {
    const run = runOperator('ADD', {
      inputs: [
        { shape: [3], scale: 0.5, zeroPoint: 1, values: [5, 1, -127] },
        { shape: [3], scale: 0.25, values: [4, -4, -128] },
      ],
      outputs: [{ scale: 0.5, zeroPoint: -3 }],
    });

    // 2 + 1 = 3, 0 - 1 = -1, -64 - 32 = -96
    expect(run).toMatchObject({ unit: 'npu', shapes: [[3]], results: [[3, -5, -128]] });
  });

  it('gives the same for a single constant as for a computed operand of that value', () => {
    fc.assert(
      fc.property(codes(6), fc.integer({ min: -128, max: 127 }), fc.boolean(), (values, code, isFirst) => {
        const other: Operand = { shape: [1, 1], scale: 0.3, zeroPoint: 9 };
        const operand: Operand = { shape: [2, 3], scale: 0.7, zeroPoint: -5, values };
        const run = (constant: Operand) =>
          runOperator('ADD', {
            inputs: isFirst ? [constant, operand] : [operand, constant],
            outputs: [{ scale: 0.9, zeroPoint: 2 }],
            options: { fusedActivation: 'RELU6' },
          });

        expect(run({ ...other, constant: [code] }).results).toEqual(
          run({ ...other, values: [code] }).results,
        );
      }),
    );
  });

  it('stays within one code of the real sum', () => {
    fc.assert(
      fc.property(codes(4), codes(4), fc.double({ min: 0.01, max: 3, noNaN: true }), (a, b, scale) => {
        const { results } = runOperator('ADD', {
          inputs: [
            { shape: [4], scale: 0.4, zeroPoint: 3, values: a },
            { shape: [4], scale: 0.15, zeroPoint: -60, values: b },
          ],
          outputs: [{ scale, zeroPoint: 11 }],
        });

        a.forEach((code, i) => {
          const real = (0.4 * (code - 3) + 0.15 * ((b[i] ?? 0) + 60)) / Math.fround(scale) + 11;
          const expected = Math.max(-128, Math.min(127, real));
          expect(Math.abs((results[0]?.[i] ?? NaN) - expected)).toBeLessThanOrEqual(0.76);
        });
      }),
    );
  });

  it('adds wider integers on the CPU, wrapping as C does', () => {
    expect(
      runOperator('ADD', {
        inputs: [
          { type: 'INT32', shape: [2], values: [2147483647, -5] },
          { type: 'INT32', shape: [1], values: [1] },
        ],
        outputs: [{ type: 'INT32' }],
      }),
    ).toMatchObject({ unit: 'cpu', results: [[-2147483648, -4]] });
  });

  it('refuses operands of two types and shapes that do not broadcast', () => {
    expect(reasonWith({ type: 'UINT8', shape: [2, 3] })).toBe('operator.types-differ');
    expect(reasonWith({ shape: [2, 2] })).toBe('elementwise.shapes-do-not-broadcast');
  });
});
