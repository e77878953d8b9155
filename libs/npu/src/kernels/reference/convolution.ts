import { multiplyByQuantizedMultiplier, multiplyRoundingOnce } from '../../arithmetic/fixed-point.js';
import { asNhwc } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';
import { clamp } from './clamp.js';

/** A convolution over NHWC with OHWI weights; channels of a group see only that group's inputs. */
export type ConvolutionParameters = {
  readonly weights: Int8Array | Uint8Array;
  /** `[outputChannels, kernelHeight, kernelWidth, inputChannels / groups]`. */
  readonly weightShape: readonly number[];
  readonly bias: Int32Array;
  readonly groups: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
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
  /** True where optimised TFLite builds round once. */
  readonly roundsOnceWhenBuiltin: boolean;
};

/**
 * Shapes: input [N,H,W,C], output [N,OH,OW,O].
 *
 * Source: TFLite `reference_integer_ops::ConvPerChannel` and `reference_ops::Conv` (uint8).
 */
export const convolution = defineKernel<ConvolutionParameters>({
  name: 'convolution',
  trait: 'clamps',
  run(p, [input, ...addends], [output], context) {
    if (input === undefined || output === undefined || addends.length > 0) return;
    const [batches, inHeight, inWidth, inChannels] = asNhwc(input.shape);
    const [, outHeight, outWidth, outChannels] = asNhwc(output.shape);
    const [, kernelHeight = 1, kernelWidth = 1, depth = 1] = p.weightShape;
    const { weights, bias, multipliers, shifts } = p;
    const channelsPerGroup = outChannels / p.groups;
    const rescale =
      context.rounding === 'builtin' && p.roundsOnceWhenBuiltin
        ? multiplyRoundingOnce
        : multiplyByQuantizedMultiplier;
    const source = input.codes;
    const target = output.codes;
    let position = 0;
    for (let batch = 0; batch < batches; batch++) {
      for (let y = 0; y < outHeight; y++) {
        const top = y * p.strideHeight - p.padTop;
        for (let x = 0; x < outWidth; x++) {
          const left = x * p.strideWidth - p.padLeft;
          for (let channel = 0; channel < outChannels; channel++) {
            const firstInput = Math.floor(channel / channelsPerGroup) * depth;
            let accumulator = 0;
            for (let ky = 0; ky < kernelHeight; ky++) {
              const sourceY = top + ky * p.dilationHeight;
              if (sourceY < 0 || sourceY >= inHeight) continue;
              for (let kx = 0; kx < kernelWidth; kx++) {
                const sourceX = left + kx * p.dilationWidth;
                if (sourceX < 0 || sourceX >= inWidth) continue;
                let from = ((batch * inHeight + sourceY) * inWidth + sourceX) * inChannels + firstInput;
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
            const scaled = rescale(
              (accumulator + (bias[channel] as number)) | 0,
              multipliers[channel] as number,
              shifts[channel] as number,
            );
            target[position++] = clamp(scaled + p.outputZeroPoint, p.minimum, p.maximum);
          }
        }
      }
    }
  },
});
