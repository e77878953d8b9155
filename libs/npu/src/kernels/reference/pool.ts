import { asNhwc } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';
import { clamp } from './clamp.js';

export type PoolParameters = {
  readonly average: boolean;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly padTop: number;
  readonly padLeft: number;
  readonly minimum: number;
  readonly maximum: number;
};

/**
 * Average or maximum of raw codes over a window; padding counts for neither.
 *
 * Averages round half away from zero. Shapes: [N,H,W,C] → [N,OH,OW,C].
 * Source: TFLite `reference_integer_ops::AveragePool`, `MaxPool`, and their uint8 twins in reference/pooling.h.
 */
export const pool = defineKernel<PoolParameters>({
  name: 'pool',
  run(p, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const [, height, width, channels] = asNhwc(input.shape);
    const [batches, outHeight, outWidth] = asNhwc(output.shape);
    const results = new Float64Array(channels);
    let position = 0;
    for (let batch = 0; batch < batches; batch++) {
      for (let y = 0; y < outHeight; y++) {
        const top = y * p.strideHeight - p.padTop;
        const firstRow = Math.max(0, top);
        const endRow = Math.min(height, top + p.filterHeight);
        for (let x = 0; x < outWidth; x++) {
          const left = x * p.strideWidth - p.padLeft;
          const firstColumn = Math.max(0, left);
          const endColumn = Math.min(width, left + p.filterWidth);
          results.fill(p.average ? 0 : -Infinity);
          for (let row = firstRow; row < endRow; row++) {
            for (let column = firstColumn; column < endColumn; column++) {
              const from = ((batch * height + row) * width + column) * channels;
              for (let c = 0; c < channels; c++) {
                const code = input.codes[from + c] as number;
                const result = results[c] as number;
                results[c] = p.average ? result + code : Math.max(result, code);
              }
            }
          }
          const count = (endRow - firstRow) * (endColumn - firstColumn);
          for (let c = 0; c < channels; c++) {
            const result = results[c] as number;
            const code = p.average ? roundedQuotient(result, count) : result;
            output.codes[position++] = clamp(code, p.minimum, p.maximum);
          }
        }
      }
    }
  },
});

/** C's truncating division after half of the divisor, itself truncated, was added away from zero. */
function roundedQuotient(sum: number, count: number): number {
  const half = count >> 1;
  return Math.trunc((sum > 0 ? sum + half : sum - half) / count);
}
