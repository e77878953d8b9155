import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator } from '../../testing/run-operator.js';

const transposed = (c: {
  readonly outputShape: readonly number[];
  readonly inputShape: readonly number[];
  readonly input: readonly number[];
  readonly filterShape: readonly number[];
  readonly filter: readonly number[];
  readonly stride: number;
  readonly padding: 'SAME' | 'VALID';
}) =>
  runOperator('TRANSPOSE_CONV', {
    inputs: [
      { type: 'INT32', shape: [c.outputShape.length], constant: c.outputShape },
      { shape: c.filterShape, scale: 1, constant: c.filter },
      { shape: c.inputShape, scale: 1, zeroPoint: -1, values: c.input },
    ],
    outputs: [{ scale: 1 }],
    options: { padding: c.padding, strideH: c.stride, strideW: c.stride },
  });

const twoPixels = {
  inputShape: [1, 1, 2, 1],
  input: [0, 1],
  filterShape: [1, 1, 3, 1],
  filter: [1, 10, 5],
  stride: 2,
};

describe('TRANSPOSE_CONV', () => {
  it('spreads every pixel over its window and adds where windows meet', () => {
    const run = transposed({ ...twoPixels, outputShape: [1, 1, 5, 1], padding: 'VALID' });

    // 1 · (1, 10, 5) at 0 and 2 · (1, 10, 5) at 2
    expect(run).toMatchObject({ unit: 'npu', results: [[1, 10, 5 + 2, 20, 10]] });
  });

  it('equals scattering by the definition', () => {
    const small = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(fc.tuple(small, small, small, small, small), ([height, width, depth, kernel, stride]) => {
        const inputShape = [1, height, width, depth];
        const filterShape = [2, kernel, kernel, depth];
        const outputShape = [1, (height - 1) * stride + kernel, (width - 1) * stride + kernel, 2];
        const input = countingCodes(inputShape).map((code) => (code % 3) - 1);
        const filter = countingCodes(filterShape).map((code) => (code % 5) - 2);
        const sums = new Map<string, number>();
        for (const [n = 0, y = 0, x = 0, d = 0] of coordinatesOf(inputShape)) {
          const value = (elementAt(input, inputShape, [n, y, x, d]) ?? 0) + 1;
          for (const [channel = 0, row = 0, column = 0] of coordinatesOf([2, kernel, kernel])) {
            const weight = elementAt(filter, filterShape, [channel, row, column, d]) ?? 0;
            const key = [n, y * stride + row, x * stride + column, channel].join();
            sums.set(key, (sums.get(key) ?? 0) + value * weight);
          }
        }

        const run = transposed({
          outputShape,
          inputShape,
          input,
          filterShape,
          filter,
          stride,
          padding: 'VALID',
        });

        expect(run).toMatchObject({
          shapes: [outputShape],
          results: [coordinatesOf(outputShape).map((at) => sums.get(at.join()) ?? 0)],
        });
      }),
    );
  });

  it.each([
    ['another size', [1, 1, 9, 1]],
    ['another batch', [2, 1, 5, 1]],
    ['other channels', [1, 1, 5, 2]],
    ['too few sizes', [1, 5, 1]],
    ['a negative size', [1, -1, 5, 1]],
    ['a size whose product overflows', [1, 2147483647, 2147483647, 1]],
  ])('refuses an output shape of %s', (_, outputShape) => {
    expect(transposed({ ...twoPixels, outputShape, padding: 'VALID' }).reasons[0]?.id).toBe(
      'transpose-conv.output-shape',
    );
  });

  it('hints at depth-to-space where it enlarges', () => {
    const run = transposed({ ...twoPixels, outputShape: [1, 1, 4, 1], padding: 'SAME' });

    expect(run.reasons[0]?.id).toBe('transpose-conv.instead-of-depth-to-space');
    expect(run.unit).toBe('npu');
  });
});
