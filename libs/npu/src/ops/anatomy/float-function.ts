import { roundHalfAway } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';

/**
 * A real function of a code, in float32 steps: dequantise, transform, divide by the scale, round half away from zero.
 *
 * `transform` maps a float32 to a float32.
 * Source: TFLite `PopulateLookupTable`, kernels/activations.cc; `LUTPopulate`, kernels/internal/common.h.
 */
export function floatFunction(
  op: OperatorView,
  transform: (value: number) => number,
): (code: number) => number {
  const from = perTensorOf(op, inputOf(op, 0));
  const to = perTensorOf(op, outputOf(op));
  const inverseScale = Math.fround(1 / to.scale);
  return (code) => {
    const value = Math.fround(from.scale * (code - from.zeroPoint));
    return roundHalfAway(Math.fround(transform(value) * inverseScale)) + to.zeroPoint;
  };
}
