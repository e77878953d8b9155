import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { elementsOf } from '../../graph/shape.js';
import { defineOperator, eightBit } from '../anatomy/define-operator.js';
import { lowerToLookup } from '../anatomy/lower-to-lookup.js';

export const quantize = defineOperator({
  builtin: 'QUANTIZE',
  source: 'TFLite kernels/quantize.cc; reference_ops::Requantize',
  types: eightBit,
  prepare: (op) => [inputOf(op, 0).shape],
  rules: [],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'activation', operation: 'requantise', elements: elementsOf(inputOf(op, 0).shape) }),
  lower(op) {
    const input = inputOf(op, 0);
    const output = outputOf(op);
    const from = perTensorOf(op, input);
    const to = perTensorOf(op, output);
    const { multiplier, shift } = quantizeMultiplier(from.scale / to.scale);
    return lowerToLookup(
      input,
      output,
      (code) => multiplyByQuantizedMultiplier(code - from.zeroPoint, multiplier, shift) + to.zeroPoint,
    );
  },
});
