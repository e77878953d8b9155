import { activationRange } from '../../arithmetic/activation-range.js';
import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { elementsOf } from '../../graph/shape.js';
import { clamp } from '../../kernels/reference/clamp.js';
import { defineOperator, eightBit, type OperatorDefinition } from './define-operator.js';
import { lowerToLookup } from './lower-to-lookup.js';
import { requireSameType } from './require-same-type.js';

/** A rectifier on its own: rescales to the output's quantisation, then bounds. The scale ratio is a float32 division. */
export function rectifierOperator<Builtin extends 'RELU' | 'RELU6' | 'RELU_N1_TO_1' | 'RELU_0_TO_1'>(
  builtin: Builtin,
): OperatorDefinition<Builtin> {
  return defineOperator<Builtin>({
    builtin,
    source: 'TFLite kernels/activations.cc, QuantizedReluX',
    types: eightBit,
    prepare(op) {
      requireSameType(op);
      return [inputOf(op, 0).shape];
    },
    rules: [],
    engine: () => 'tp',
    cost: (op) => ({ kind: 'activation', operation: 'clip', elements: elementsOf(inputOf(op, 0).shape) }),
    lower(op) {
      const input = inputOf(op, 0);
      const output = outputOf(op);
      const from = perTensorOf(op, input);
      const to = perTensorOf(op, output);
      const { multiplier, shift } = quantizeMultiplier(Math.fround(from.scale / to.scale));
      const range = activationRange(builtin, output.type, to);
      return lowerToLookup(input, output, (code) =>
        clamp(
          multiplyByQuantizedMultiplier(code - from.zeroPoint, multiplier, shift) + to.zeroPoint,
          range.minimum,
          range.maximum,
        ),
      );
    },
  });
}
