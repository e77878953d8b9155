import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { elementsOf } from '../../graph/shape.js';
import { greater as kernel } from '../../kernels/reference/greater.js';
import { integerArithmetic } from '../../kernels/reference/integer-arithmetic.js';
import { broadcastOutput } from '../anatomy/broadcast-output.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { lowerElementwise } from '../anatomy/lower-elementwise.js';
import { greaterRules, requireComparable } from './greater.rules.js';

const leftShift = 8;

export const greater = defineOperator<'GREATER'>({
  builtin: 'GREATER',
  source: 'TFLite kernels/comparisons.cc; reference_ops::ComparisonWithScaling',
  types: [...eightBit, 'INT32', 'INT64', 'BOOL'],
  prepare(op) {
    requireComparable(op);
    return broadcastOutput(op);
  },
  rules: greaterRules,
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'elementwise', operation: 'compare', elements: elementsOf(outputOf(op).shape) }),
  lower(op) {
    const a = inputOf(op, 0);
    const b = inputOf(op, 1);
    if (!eightBit.includes(a.type)) {
      return lowerTo(integerArithmetic, { operation: 'greater', activation: 'NONE' }, [0, 1]);
    }
    const left = quantizeMultiplier(perTensorOf(op, a).scale);
    const right = quantizeMultiplier(perTensorOf(op, b).scale);
    return lowerElementwise(op, kernel, {
      leftShift,
      zeroPointA: perTensorOf(op, a).zeroPoint,
      multiplierA: left.multiplier,
      shiftA: left.shift,
      zeroPointB: perTensorOf(op, b).zeroPoint,
      multiplierB: right.multiplier,
      shiftB: right.shift,
    });
  },
});
