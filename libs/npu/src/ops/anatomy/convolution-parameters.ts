import { activationRange, type FusedActivation } from '../../arithmetic/activation-range.js';
import type { GraphTensor } from '../../graph/graph.js';
import type { OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { asNhwc } from '../../graph/shape.js';
import type { ConvolutionParameters } from '../../kernels/reference/convolution.js';
import { channelMultipliers } from './channel-multipliers.js';
import { constantInt32 } from './constant-codes.js';
import { slideWindow } from './window.js';

export interface Convolution {
  readonly input: GraphTensor;
  readonly filter: GraphTensor;
  readonly bias: GraphTensor | undefined;
  readonly output: GraphTensor;
  /** In the order output channel, row, column, input channel of the group. */
  readonly weights: Int8Array | Uint8Array;
  readonly weightShape: readonly [number, number, number, number];
  readonly groups: number;
  readonly roundsOnceWhenBuiltin: boolean;
}

export interface ConvolutionOptions {
  readonly padding: 'SAME' | 'VALID';
  readonly strideH: number;
  readonly strideW: number;
  readonly dilationHFactor: number;
  readonly dilationWFactor: number;
  readonly fusedActivation: FusedActivation;
}

/** The integers of a convolution. Source: TFLite `PopulateConvolutionQuantizationParams`, kernels/kernel_util.cc. */
export function convolutionParameters(
  op: OperatorView,
  convolution: Convolution,
  options: ConvolutionOptions,
): ConvolutionParameters {
  const { input, filter, bias, output, weights, weightShape, groups } = convolution;
  const [, height, width] = asNhwc(input.shape);
  const [outputs, kernelHeight, kernelWidth] = weightShape;
  const rows = slideWindow(options.padding, height, kernelHeight, options.strideH, options.dilationHFactor);
  const columns = slideWindow(options.padding, width, kernelWidth, options.strideW, options.dilationWFactor);
  const precision = input.type === 'UINT8' ? 'float32' : 'float64';
  const to = perTensorOf(op, output);
  return {
    weights,
    weightShape,
    bias: bias === undefined ? new Int32Array(outputs) : constantInt32(bias),
    groups,
    strideHeight: options.strideH,
    strideWidth: options.strideW,
    dilationHeight: options.dilationHFactor,
    dilationWidth: options.dilationWFactor,
    padTop: rows.padBefore,
    padLeft: columns.padBefore,
    inputZeroPoint: perTensorOf(op, input).zeroPoint,
    weightZeroPoint: filter.type === 'UINT8' ? perTensorOf(op, filter).zeroPoint : 0,
    outputZeroPoint: to.zeroPoint,
    ...channelMultipliers(op, input, filter, output, outputs, precision),
    ...activationRange(options.fusedActivation, output.type, to),
    roundsOnceWhenBuiltin: convolution.roundsOnceWhenBuiltin,
  };
}
