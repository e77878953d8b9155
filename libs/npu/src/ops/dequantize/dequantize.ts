import { inputOf } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { invariant } from '../../invariant.js';
import { defineOperator, eightBit } from '../anatomy/define-operator.js';
import { defineRule } from '../anatomy/define-rule.js';
import { tensorText } from '../anatomy/tensor-text.js';

const leavesIntegers = defineRule<'DEQUANTIZE'>({
  id: 'dequantize.leaves-integers',
  rule: 'The network stays in 8-bit integers from input to output.',
  effect: 'refuse',
  hint: 'Convert with `inference_output_type=tf.uint8` (onnx2tf: `-oqd uint8`) and bound the picture with a clipped ReLU instead of returning floats.',
  check(op) {
    const output = op.outputs[0];
    return { detail: `turns ${output ? tensorText(output) : 'its output'} into floats`, tensor: output?.id };
  },
});

export const dequantize = defineOperator({
  builtin: 'DEQUANTIZE',
  source: 'Mobile AI 2021 challenge report: fully integer networks only',
  types: [...eightBit, 'FLOAT32'],
  prepare: (op) => [inputOf(op, 0).shape],
  rules: [leavesIntegers],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'activation', operation: 'requantise', elements: elementsOf(inputOf(op, 0).shape) }),
  lower: () => invariant(false, 'DEQUANTIZE is always refused') as never,
});
