import type { Rounding } from '../../kernels/kernel.js';
import type { ConvolutionParameters } from '../../kernels/reference/convolution.js';
import type { ChannelRescale } from '../../kernels/requantization/channel-rescale.js';

/** A convolution without groups, in the terms of rows of signed bytes. */
export interface DenseConvolution {
  /** Weights less their zero point, `[outputs, kernelHeight, kernelWidth, inputs]`. */
  readonly weights: Int16Array;
  readonly outputs: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly inputs: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  readonly padTop: number;
  readonly padLeft: number;
  readonly inputZeroPoint: number;
  /** One per output channel. */
  readonly channels: readonly ChannelRescale[];
  /** Most that the products of one output can add up to. */
  readonly reach: number;
}

/**
 * Rewrites a convolution: unsigned codes less 128, groups filled up with zero weights, zero points in the biases.
 *
 * `flipInput` and `flipOutput` are 128 for unsigned tensors.
 */
export function denseConvolution(
  p: ConvolutionParameters,
  flipInput: number,
  flipOutput: number,
  rounding: Rounding,
): DenseConvolution {
  const [outputs = 1, kernelHeight = 1, kernelWidth = 1, depth = 1] = p.weightShape;
  const inputs = depth * p.groups;
  const taps = kernelHeight * kernelWidth;
  const weights = new Int16Array(outputs * taps * inputs);
  const inputZeroPoint = p.inputZeroPoint - flipInput;
  const channelsPerGroup = outputs / p.groups;
  const channels: ChannelRescale[] = [];
  let reach = 0;
  for (let output = 0; output < outputs; output++) {
    const firstInput = Math.floor(output / channelsPerGroup) * depth;
    let sum = 0;
    let magnitude = 0;
    for (let tap = 0; tap < taps; tap++) {
      for (let input = 0; input < depth; input++) {
        const weight = (p.weights[(output * taps + tap) * depth + input] as number) - p.weightZeroPoint;
        weights[(output * taps + tap) * inputs + firstInput + input] = weight;
        sum += weight;
        magnitude += Math.abs(weight);
      }
    }
    reach = Math.max(reach, 128 * magnitude);
    channels.push({
      bias: ((p.bias[output] as number) - inputZeroPoint * sum) | 0,
      multiplier: p.multipliers[output] as number,
      shift: p.shifts[output] as number,
      outputZeroPoint: p.outputZeroPoint - flipOutput,
      minimum: p.minimum - flipOutput,
      maximum: p.maximum - flipOutput,
      rounding: p.roundsOnceWhenBuiltin ? rounding : 'reference',
      reach: 128 * magnitude,
    });
  }
  return {
    weights,
    outputs,
    kernelHeight,
    kernelWidth,
    inputs,
    strideHeight: p.strideHeight,
    strideWidth: p.strideWidth,
    dilationHeight: p.dilationHeight,
    dilationWidth: p.dilationWidth,
    padTop: p.padTop,
    padLeft: p.padLeft,
    inputZeroPoint,
    channels,
    reach,
  };
}
