import { codeRange } from '../../arithmetic/activation-range.js';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { squaredDifference as kernel } from '../../kernels/reference/squared-difference.js';
import { defineRule } from '../anatomy/define-rule.js';
import { elementwiseOperator } from '../anatomy/elementwise-operator.js';
import { lowerElementwise } from '../anatomy/lower-elementwise.js';
import { tensorText } from '../anatomy/tensor-text.js';

const leftShift = 7;

const signedOnly = defineRule<'SQUARED_DIFFERENCE'>({
  id: 'squared-difference.type',
  rule: 'Quantised squared differences are INT8.',
  effect: 'refuse',
  hint: 'Convert to INT8 tensors with a current converter, or write the difference as SUB followed by MUL.',
  check(op) {
    const input = inputOf(op, 0);
    return input.type === 'UINT8' ? { detail: `${tensorText(input)} is UINT8`, tensor: input.id } : undefined;
  },
});

export const squaredDifference = elementwiseOperator<'SQUARED_DIFFERENCE'>({
  builtin: 'SQUARED_DIFFERENCE',
  source: 'TFLite kernels/squared_difference.cc',
  engine: 'ppu',
  operation: 'mul',
  integers: 'squared-difference',
  integerTypes: ['INT32'],
  rules: [signedOnly],
  activation: () => 'NONE',
  lower(op) {
    const a = perTensorOf(op, inputOf(op, 0));
    const b = perTensorOf(op, inputOf(op, 1));
    const output = outputOf(op);
    const to = perTensorOf(op, output);
    const twiceMaximum = 2 * Math.max(a.scale, b.scale);
    const left = quantizeMultiplier(a.scale / twiceMaximum);
    const right = quantizeMultiplier(b.scale / twiceMaximum);
    const result = quantizeMultiplier(twiceMaximum ** 2 / (2 ** (2 * leftShift) * to.scale));
    return lowerElementwise(op, kernel, {
      leftShift,
      zeroPointA: a.zeroPoint,
      multiplierA: left.multiplier,
      shiftA: left.shift,
      zeroPointB: b.zeroPoint,
      multiplierB: right.multiplier,
      shiftB: right.shift,
      outputZeroPoint: to.zeroPoint,
      outputMultiplier: result.multiplier,
      outputShift: result.shift,
      ...codeRange(output.type),
    });
  },
});
