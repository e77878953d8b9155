import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import type { GraphTensor } from '../../graph/graph.js';
import type { OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { invariant } from '../../invariant.js';

export interface ChannelMultipliers {
  /** One per output channel. */
  readonly multipliers: Int32Array;
  readonly shifts: Int32Array;
}

/**
 * What rescales the accumulators of a convolution to its output.
 *
 * `float32` multiplies input and filter scale in float32 first: the legacy arithmetic of uint8 convolutions and
 * of every per-tensor fully connected layer.
 * Source: TFLite `PopulateConvolutionQuantizationParams`, `GetQuantizedConvolutionMultipler`, kernels/kernel_util.cc.
 */
export function channelMultipliers(
  op: OperatorView,
  input: GraphTensor,
  filter: GraphTensor,
  output: GraphTensor,
  channels: number,
  precision: 'float32' | 'float64',
): ChannelMultipliers {
  const inputScale = perTensorOf(op, input).scale;
  const outputScale = perTensorOf(op, output).scale;
  const filterScales = filter.quantization?.scale ?? [];
  const multipliers = new Int32Array(channels);
  const shifts = new Int32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const filterScale = filterScales[filterScales.length === 1 ? 0 : channel];
    invariant(filterScale !== undefined, `filter of operator ${op.index} has a scale for channel ${channel}`);
    const product = inputScale * filterScale;
    const { multiplier, shift } = quantizeMultiplier(
      (precision === 'float32' ? Math.fround(product) : product) / outputScale,
    );
    multipliers[channel] = multiplier;
    shifts[channel] = shift;
  }
  return { multipliers, shifts };
}
