import { activationRange, type FusedActivation } from '../../arithmetic/activation-range.js';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import type { GraphTensor } from '../../graph/graph.js';
import { outputOf, type OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import type { RescaledPairParameters } from '../../kernels/reference/combine-rescaled.js';

const leftShift = 20;

/** The integers of a sum or difference. Source: TFLite kernels/add.cc and sub.cc, `Prepare` for 8-bit tensors. */
export function addParameters(
  op: OperatorView,
  a: GraphTensor,
  b: GraphTensor,
  activation: FusedActivation,
  sign: 1 | -1,
): RescaledPairParameters {
  const output = outputOf(op);
  const left = perTensorOf(op, a);
  const right = perTensorOf(op, b);
  const to = perTensorOf(op, output);
  const twiceMaximum = 2 * Math.max(left.scale, right.scale);
  const multiplierA = quantizeMultiplier(left.scale / twiceMaximum);
  const multiplierB = quantizeMultiplier(right.scale / twiceMaximum);
  const result = quantizeMultiplier(twiceMaximum / (2 ** leftShift * to.scale));
  const range = activationRange(activation, output.type, to);
  return {
    leftShift,
    zeroPointA: left.zeroPoint,
    multiplierA: multiplierA.multiplier,
    shiftA: multiplierA.shift,
    zeroPointB: right.zeroPoint,
    multiplierB: sign * multiplierB.multiplier,
    shiftB: multiplierB.shift,
    outputZeroPoint: to.zeroPoint,
    outputMultiplier: result.multiplier,
    outputShift: result.shift,
    minimum: range.minimum,
    maximum: range.maximum,
  };
}
