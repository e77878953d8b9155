import type { TensorType } from '@npufarm/tflite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOperator, type Operand } from '../../testing/run-operator.js';

const quantize = (input: Partial<Operand>, output: Partial<Operand>) =>
  runOperator('QUANTIZE', { inputs: [{ shape: [input.values?.length ?? 1], ...input }], outputs: [output] });

describe('QUANTIZE', () => {
  it('shifts UINT8 to INT8 where only the zero point differs', () => {
    const run = quantize(
      { type: 'UINT8', scale: 1, values: [0, 128, 255] },
      { type: 'INT8', scale: 1, zeroPoint: -128 },
    );

    expect(run).toMatchObject({ unit: 'npu', results: [[-128, 0, 127]] });
  });

  it('rescales and saturates', () => {
    expect(quantize({ scale: 1, values: [3, -3, 100] }, { scale: 0.5, zeroPoint: 1 }).results).toEqual([
      [7, -5, 127],
    ]);
  });

  it('stays near the value, up to its two roundings', () => {
    const code = fc.integer({ min: 0, max: 255 });
    const scale = fc.double({ min: 0.01, max: 2, noNaN: true });
    fc.assert(
      fc.property(code, scale, scale, (value, from, to) => {
        const { results } = quantize(
          { type: 'UINT8', scale: from, zeroPoint: 99, values: [value] },
          { scale: to, zeroPoint: 20 },
        );

        const real = (Math.fround(from) * (value - 99)) / Math.fround(to) + 20;
        const expected = Math.max(-128, Math.min(127, real));
        expect(Math.abs((results[0]?.[0] ?? NaN) - expected)).toBeLessThanOrEqual(0.75);
      }),
    );
  });

  it.each<[TensorType, TensorType, string]>([
    ['INT16', 'INT8', 'tensor.quantization'],
    ['INT16', 'UINT8', 'tensor.quantization'],
    ['INT8', 'INT16', 'quantize.types'],
    ['UINT8', 'INT32', 'quantize.types'],
    ['FLOAT32', 'INT8', 'tensor.type'],
  ])('refuses %s to %s without the quantisation that it needs, or at all', (from, to, id) => {
    expect(quantize({ type: from }, { type: to })).toMatchObject({ unit: 'none', reasons: [{ id }] });
  });
});
