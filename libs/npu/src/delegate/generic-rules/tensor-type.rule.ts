import type { GraphTensor } from '../../graph/graph.js';
import type { OperatorView } from '../../graph/operator-view.js';
import { defineRule } from '../../ops/anatomy/define-rule.js';
import { tensorText } from '../../ops/anatomy/tensor-text.js';
import { findOperator } from '../../ops/index.js';
import { activations } from './operands.js';

/** Source: SyNAP manual, operator support (asymmetric 8-bit activations). */
export const tensorType = defineRule({
  id: 'tensor.type',
  rule: 'Operands and results have a type that the operator computes in: INT8 or UINT8 for pictures.',
  effect: 'refuse',
  hint: 'Quantise the whole model to 8 bits: full-integer conversion with a representative data set, `inference_input_type` and `inference_output_type` set to tf.uint8.',
  check(op) {
    const { types = [], constants = [] } = findOperator(op.builtin) ?? {};
    const operands = op.inputs.filter(
      (tensor, position) => tensor?.data !== undefined && !constants.includes(position),
    );
    const odd = [...activations(op), ...operands].find((tensor) => tensor && !types.includes(tensor.type));
    return odd && { detail: `${tensorText(odd)} is ${odd.type}${noteOn(op, odd)}`, tensor: odd.id };
  },
});

function noteOn(op: OperatorView, tensor: GraphTensor): string {
  if (tensor.type === 'INT16') return '; 16-bit activations have no fast path and are not accepted';
  const hasIntegerWeights = op.inputs.some((input) => input?.data !== undefined && input.type === 'INT8');
  if (tensor.type === 'FLOAT32' && hasIntegerWeights)
    return ' while its weights are INT8: hybrid data type is not supported';
  return '';
}
