import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { asNhwc } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';
import { clamp } from './clamp.js';

/** A transposed convolution over NHWC with OHWI weights. */
export type TransposedConvolutionParameters = {
  readonly weights: Int8Array | Uint8Array;
  /** `[outputChannels, kernelHeight, kernelWidth, inputChannels]`. */
  readonly weightShape: readonly number[];
  readonly bias: Int32Array;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly padTop: number;
  readonly padLeft: number;
  readonly inputZeroPoint: number;
  readonly weightZeroPoint: number;
  readonly outputZeroPoint: number;
  /** One per output channel. */
  readonly multipliers: Int32Array;
  readonly shifts: Int32Array;
  readonly minimum: number;
  readonly maximum: number;
};

/**
 * Every output gathers the inputs whose window covers it: input row `y` reaches output row `y × stride − pad + ky`.
 *
 * Shapes: input [N,H,W,C], output [N,OH,OW,O].
 * Source: TFLite `reference_integer_ops::TransposeConv` and `reference_ops::TransposeConv` (uint8), which scatter.
 */
export const transposedConvolution = defineKernel<TransposedConvolutionParameters>({
  name: 'transposed-convolution',
  trait: 'clamps',
  run(p, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const [batches, inHeight, inWidth, depth] = asNhwc(input.shape);
    const [, outHeight, outWidth, outChannels] = asNhwc(output.shape);
    const [, kernelHeight = 1, kernelWidth = 1] = p.weightShape;
    const { weights } = p;
    const source = input.codes;
    let position = 0;
    for (let batch = 0; batch < batches; batch++) {
      for (let y = 0; y < outHeight; y++) {
        for (let x = 0; x < outWidth; x++) {
          for (let channel = 0; channel < outChannels; channel++) {
            let accumulator = p.bias[channel] as number;
            for (let ky = 0; ky < kernelHeight; ky++) {
              const row = (y + p.padTop - ky) / p.strideHeight;
              if (!Number.isInteger(row) || row < 0 || row >= inHeight) continue;
              for (let kx = 0; kx < kernelWidth; kx++) {
                const column = (x + p.padLeft - kx) / p.strideWidth;
                if (!Number.isInteger(column) || column < 0 || column >= inWidth) continue;
                let from = ((batch * inHeight + row) * inWidth + column) * depth;
                let weight = ((channel * kernelHeight + ky) * kernelWidth + kx) * depth;
                for (const end = weight + depth; weight < end; weight++, from++) {
                  accumulator =
                    (accumulator +
                      Math.imul(
                        (source[from] as number) - p.inputZeroPoint,
                        (weights[weight] as number) - p.weightZeroPoint,
                      )) |
                    0;
                }
              }
            }
            const scaled = multiplyByQuantizedMultiplier(
              accumulator,
              p.multipliers[channel] as number,
              p.shifts[channel] as number,
            );
            output.codes[position++] = clamp(scaled + p.outputZeroPoint, p.minimum, p.maximum);
          }
        }
      }
    }
  },
});
