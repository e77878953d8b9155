import { defineRule } from './define-rule.js';
import { eightBit } from './define-operator.js';
import { tensorText } from './tensor-text.js';

/** Source: SyNAP manual, operator support (8-bit activations). */
export const eightBitOnNpu = defineRule({
  id: 'operator.integer-type',
  rule: 'The NPU computes and moves 8-bit tensors; wider integers stay on the CPU.',
  effect: 'off-npu',
  hint: 'Keep indices, shapes and masks out of the network: compute them when exporting, or outside the model.',
  check(op) {
    const [operand] = op.inputs;
    const odd = [operand, ...op.outputs].find(
      (tensor) => tensor !== undefined && tensor.data === undefined && !eightBit.includes(tensor.type),
    );
    return odd && { detail: `${tensorText(odd)} is ${odd.type}`, tensor: odd.id };
  },
});
