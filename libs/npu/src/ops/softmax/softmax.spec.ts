import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOperator, type Operand } from '../../testing/run-operator.js';

const softmax = (input: Operand, beta = 1, output = { scale: 1 / 256, zeroPoint: -128 }) =>
  runOperator('SOFTMAX', { inputs: [input], outputs: [output], options: { beta } });

const reason = (...operands: Parameters<typeof softmax>) => softmax(...operands).reasons[0]?.id;

describe('SOFTMAX', () => {
  it('shares evenly among equals, and gives all to one that stands out', () => {
    const run = softmax({ shape: [2, 4], scale: 0.25, values: [5, 5, 5, 5, 127, -128, -128, -128] });

    expect(run).toMatchObject({
      unit: 'npu',
      results: [[-64, -64, -64, -64, 127, -128, -128, -128]],
    });
  });

  it('stays within one code of the real shares', () => {
    const row = fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        row,
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.constantFrom(0.5, 1, 2),
        (values, scale, beta) => {
          const { results } = softmax({ shape: [values.length], scale, values }, beta);

          const step = Math.fround(scale) * beta;
          const largest = Math.max(...values);
          const total = values.reduce((sum, code) => sum + Math.exp(step * (code - largest)), 0);
          values.forEach((code, i) => {
            const share = (256 * Math.exp(step * (code - largest))) / total;
            const expected = Math.min(127, share - 128);
            expect(Math.abs((results[0]?.[i] ?? NaN) - expected)).toBeLessThanOrEqual(1);
          });
        },
      ),
    );
  });

  it('refuses results of another scale, flat inputs and rows too long for its arithmetic', () => {
    expect(reason({ shape: [2] }, 1, { scale: 0.5, zeroPoint: 0 })).toBe('softmax.output-quantization');
    expect(reason({ shape: [2], scale: 1e-9 })).toBe('softmax.input-scale');
    expect(reason({ shape: [4096] })).toBe('softmax.depth');
  });
});
