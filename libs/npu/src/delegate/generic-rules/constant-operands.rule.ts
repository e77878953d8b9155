import { defineRule } from '../../ops/anatomy/define-rule.js';
import { tensorText } from '../../ops/anatomy/tensor-text.js';
import { findOperator } from '../../ops/index.js';

export const constantOperands = defineRule({
  id: 'operator.constant-operand',
  rule: 'Weights, biases, axes, paddings and target shapes are constants.',
  effect: 'refuse',
  hint: 'Export with fixed shapes and constant weights, so that the converter folds these operands.',
  check(op) {
    const positions = findOperator(op.builtin)?.constants ?? [];
    const odd = positions
      .map((position) => op.inputs[position])
      .find((tensor) => tensor && tensor.data === undefined);
    return odd && { detail: `${tensorText(odd)} is computed at run time`, tensor: odd.id };
  },
});
