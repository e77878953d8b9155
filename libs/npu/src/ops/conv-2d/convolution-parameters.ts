import { activationRange } from '../../arithmetic/activation-range.js';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import type { GraphTensor } from '../../graph/graph.js';
import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { asNhwc } from '../../graph/shape.js';
import { invariant } from '../../invariant.js';
import type { ConvolutionParameters } from '../../kernels/reference/convolution.js';
import { slideWindow } from '../anatomy/window.js';
import { constantInt32, constantWeights } from '../anatomy/constant-codes.js';

/** The integers of a convolution. Source: TFLite `PopulateConvolutionQuantizationParams`, kernels/kernel_util.cc. */
export function convolutionParameters(
  op: OperatorView<'CONV_2D'>,
  output: GraphTensor,
): ConvolutionParameters {
  const input = inputOf(op, 0);
  const filter = inputOf(op, 1);
  const bias = op.inputs[2];
  const [, height, width, channels] = asNhwc(input.shape);
  const [outputs, kernelHeight, kernelWidth, depth] = asNhwc(filter.shape);
  const { options } = op;
  const rows = slideWindow(options.padding, height, kernelHeight, options.strideH, options.dilationHFactor);
  const columns = slideWindow(options.padding, width, kernelWidth, options.strideW, options.dilationWFactor);
  const { multipliers, shifts } = channelMultipliers(op, input, filter, output, outputs);
  const outputQuantization = perTensorOf(op, output);
  const range = activationRange(options.fusedActivation, output.type, outputQuantization);
  const groups = channels / depth;
  return {
    weights: constantWeights(filter),
    weightShape: [outputs, kernelHeight, kernelWidth, depth],
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
    outputZeroPoint: outputQuantization.zeroPoint,
    multipliers,
    shifts,
    minimum: range.minimum,
    maximum: range.maximum,
    roundsOnceWhenBuiltin: input.type === 'INT8' && groups === 1,
  };
}

/** uint8 multiplies input and filter scale in float32 first, int8 in double. */
function channelMultipliers(
  op: OperatorView,
  input: GraphTensor,
  filter: GraphTensor,
  output: GraphTensor,
  channels: number,
): { multipliers: Int32Array; shifts: Int32Array } {
  const inputScale = perTensorOf(op, input).scale;
  const outputScale = perTensorOf(op, output).scale;
  const filterScales = filter.quantization?.scale ?? [];
  const multipliers = new Int32Array(channels);
  const shifts = new Int32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const filterScale = filterScales[filterScales.length === 1 ? 0 : channel];
    invariant(filterScale !== undefined, `filter of operator ${op.index} has a scale for channel ${channel}`);
    const product = input.type === 'UINT8' ? Math.fround(inputScale * filterScale) : inputScale * filterScale;
    const { multiplier, shift } = quantizeMultiplier(product / outputScale);
    multipliers[channel] = multiplier;
    shifts[channel] = shift;
  }
  return { multipliers, shifts };
}
