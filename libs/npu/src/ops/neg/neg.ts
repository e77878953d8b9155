import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { defineRule } from '../anatomy/define-rule.js';
import { tableOperator } from '../anatomy/table-operator.js';
import { tensorText } from '../anatomy/tensor-text.js';

const symmetric = defineRule<'NEG'>({
  id: 'neg.quantization',
  rule: 'Operand and result of a NEG have one scale and zero point 0, since raw codes are negated.',
  effect: 'warn',
  hint: 'Write SUB from zero instead: with a zero point, TFLite’s NEG mirrors around code 0 and not around the value 0.',
  check(op) {
    const input = inputOf(op, 0);
    const output = outputOf(op);
    const from = perTensorOf(op, input);
    const to = perTensorOf(op, output);
    return from.scale === to.scale && from.zeroPoint === 0 && to.zeroPoint === 0
      ? undefined
      : {
          detail: `${tensorText(input)} has scale ${from.scale}, zero point ${from.zeroPoint}; the result ${to.scale}, ${to.zeroPoint}`,
          tensor: input.id,
        };
  },
});

/** Negates the raw code; -128 stays -128. */
export const neg = tableOperator<'NEG'>({
  builtin: 'NEG',
  source: 'TFLite kernels/neg.cc; reference_ops::Negate (INT8 only)',
  types: ['INT8'],
  operation: 'table',
  rules: [symmetric],
  resultOf: () => (code) => (code === -128 ? -128 : -code),
});
