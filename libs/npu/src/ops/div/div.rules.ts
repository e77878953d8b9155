import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { defineRule, type Rule } from '../anatomy/define-rule.js';
import { tensorText } from '../anatomy/tensor-text.js';

const notSigned = defineRule<'DIV'>({
  id: 'div.type',
  rule: 'Quantised divisions are UINT8.',
  effect: 'refuse',
  hint: 'Multiply by the reciprocal instead of dividing: TFLite itself has no INT8 division.',
  check(op) {
    const dividend = inputOf(op, 0);
    return dividend.type === 'INT8'
      ? { detail: `${tensorText(dividend)} is INT8`, tensor: dividend.id }
      : undefined;
  },
});

const notByZero = defineRule<'DIV'>({
  id: 'div.by-zero',
  rule: 'A constant divisor holds no zero.',
  effect: 'refuse',
  hint: 'Bound the divisor away from zero before quantising; a small value may round to the zero point.',
  check(op) {
    const divisor = inputOf(op, 1);
    if (divisor.data === undefined) return undefined;
    const isByte = divisor.type === 'UINT8';
    const zero = isByte ? perTensorOf(op, divisor).zeroPoint : 0;
    const at = (isByte ? divisor.data : constantIntegers(op, divisor)).indexOf(zero);
    return at < 0
      ? undefined
      : { detail: `${tensorText(divisor)} is zero at element ${at}`, tensor: divisor.id };
  },
});

export const divRules: readonly Rule<'DIV'>[] = [notSigned, notByZero];
