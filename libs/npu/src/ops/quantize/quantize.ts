import { codeRange } from '../../arithmetic/activation-range.js';
import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { elementsOf } from '../../graph/shape.js';
import { requantize } from '../../kernels/reference/requantize.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { lowerToLookup } from '../anatomy/lower-to-lookup.js';
import { typePair } from './type-pair.rule.js';

export const quantize = defineOperator<'QUANTIZE'>({
  builtin: 'QUANTIZE',
  source: 'TFLite kernels/quantize.cc; reference_ops::Requantize',
  types: [...eightBit, 'INT16', 'INT32'],
  prepare: (op) => [inputOf(op, 0).shape],
  rules: [typePair, eightBitOnNpu],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'activation', operation: 'requantise', elements: elementsOf(inputOf(op, 0).shape) }),
  lower(op) {
    const input = inputOf(op, 0);
    const output = outputOf(op);
    const from = perTensorOf(op, input);
    const to = perTensorOf(op, output);
    const { multiplier, shift } = quantizeMultiplier(from.scale / to.scale);
    if (!eightBit.includes(input.type)) {
      return lowerTo(
        requantize,
        {
          inputZeroPoint: from.zeroPoint,
          multiplier,
          shift,
          outputZeroPoint: to.zeroPoint,
          ...codeRange(output.type),
        },
        [0],
      );
    }
    return lowerToLookup(
      input,
      output,
      (code) => multiplyByQuantizedMultiplier(code - from.zeroPoint, multiplier, shift) + to.zeroPoint,
    );
  },
});
