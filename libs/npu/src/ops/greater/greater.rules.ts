import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { eightBit } from '../anatomy/define-operator.js';
import { defineRule, type Rule } from '../anatomy/define-rule.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { tensorText } from '../anatomy/tensor-text.js';

/** Two numeric operands of one type, a BOOL result. */
export function requireComparable(op: OperatorView): void {
  const a = inputOf(op, 0);
  const b = inputOf(op, 1);
  const output = outputOf(op);
  if (a.type === b.type && a.type !== 'BOOL' && output.type === 'BOOL') return;
  refuseToPrepare(op, {
    id: 'comparison.types',
    rule: 'A comparison takes two operands of one numeric type and gives BOOL.',
    detail: `it compares ${a.type} with ${b.type} and gives ${output.type}`,
    hint: 'Export the model again with an up-to-date converter; a change of type needs a QUANTIZE or CAST operator.',
  });
}

const scaleBelowOne = defineRule<'GREATER'>({
  id: 'greater.scale',
  rule: 'Operands of a comparison have scales below 1.',
  effect: 'warn',
  hint: 'Train on pixels scaled to 0..1, or clip with MINIMUM and MAXIMUM instead: TFLite’s own result is undefined for scales of 1 and more, this one compares the values.',
  check(op) {
    const odd = [inputOf(op, 0), inputOf(op, 1)].find(
      (tensor) => eightBit.includes(tensor.type) && perTensorOf(op, tensor).scale >= 1,
    );
    return odd && { detail: `${tensorText(odd)} has scale ${perTensorOf(op, odd).scale}`, tensor: odd.id };
  },
});

const eightBitOperands = defineRule<'GREATER'>({
  id: 'operator.integer-type',
  rule: 'The NPU computes and moves 8-bit tensors; wider integers stay on the CPU.',
  effect: 'off-npu',
  hint: 'Keep indices, shapes and masks out of the network: compute them when exporting, or outside the model.',
  check(op) {
    const input = inputOf(op, 0);
    return eightBit.includes(input.type)
      ? undefined
      : { detail: `${tensorText(input)} is ${input.type}`, tensor: input.id };
  },
});

export const greaterRules: readonly Rule<'GREATER'>[] = [scaleBelowOne, eightBitOperands];
