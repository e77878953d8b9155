import { defineRule } from '../anatomy/define-rule.js';
import { tableOperator } from '../anatomy/table-operator.js';
import { hardSwishOf } from './hard-swish-of.js';
import { hardSwishParameters } from './hard-swish-parameters.js';

const scales = defineRule<'HARD_SWISH'>({
  id: 'hard-swish.scales',
  rule: 'Scales of a HARD_SWISH fit its 16-bit arithmetic.',
  effect: 'refuse',
  hint: 'Calibrate with representative data: the scale of the result is too far from that of the operand.',
  check(op) {
    const { outputExponent, reluishExponent } = hardSwishParameters(op);
    const fits = outputExponent <= 0 && outputExponent >= -15 && Math.abs(reluishExponent) <= 15;
    return fits
      ? undefined
      : { detail: `its multipliers have exponents ${outputExponent} and ${reluishExponent}` };
  },
});

export const hardSwish = tableOperator<'HARD_SWISH'>({
  builtin: 'HARD_SWISH',
  source: 'TFLite kernels/activations.cc; reference_ops::HardSwish',
  operation: 'table',
  rules: [scales],
  resultOf(op) {
    const parameters = hardSwishParameters(op);
    return (code) => hardSwishOf(code, parameters);
  },
});
