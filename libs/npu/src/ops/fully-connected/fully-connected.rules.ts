import type { OperatorView } from '../../graph/operator-view.js';
import { defineRule, type Rule } from '../anatomy/define-rule.js';
import { biasScaleRule, filterRules, type FilterOperands } from '../anatomy/filter-rules.js';

const operands: FilterOperands = { input: 0, filter: 1, bias: 2, channelAxis: 0 };

export function isPerTensor(op: OperatorView): boolean {
  return op.inputs[1]?.quantization?.scale.length === 1;
}

const weightsFormat = defineRule<'FULLY_CONNECTED'>({
  id: 'fully-connected.weights-format',
  rule: 'Weights are stored row by row.',
  effect: 'refuse',
  hint: 'Convert without the shuffled weights format, which only one family of phone processors reads.',
  check: (op) =>
    op.options.weightsFormat === 'DEFAULT'
      ? undefined
      : { detail: `the weights are stored as ${op.options.weightsFormat}`, tensor: op.inputs[1]?.id },
});

export const fullyConnectedRules: readonly Rule<'FULLY_CONNECTED'>[] = [
  weightsFormat,
  ...filterRules<'FULLY_CONNECTED'>(operands),
  biasScaleRule<'FULLY_CONNECTED'>(operands, isPerTensor),
];
