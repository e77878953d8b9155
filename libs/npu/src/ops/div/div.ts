import { activationRange } from '../../arithmetic/activation-range.js';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { divide } from '../../kernels/reference/divide.js';
import { elementwiseOperator } from '../anatomy/elementwise-operator.js';
import { lowerElementwise } from '../anatomy/lower-elementwise.js';
import { divRules } from './div.rules.js';

/** The scale ratio is formed in float32 steps. */
export const div = elementwiseOperator<'DIV'>({
  builtin: 'DIV',
  source: 'TFLite kernels/div.cc; reference_ops::DivElementwise (uint8)',
  engine: 'ppu',
  operation: 'div',
  integers: 'divide',
  integerTypes: ['INT32'],
  rules: divRules,
  activation: (op) => op.options.fusedActivation,
  lower(op) {
    const a = perTensorOf(op, inputOf(op, 0));
    const b = perTensorOf(op, inputOf(op, 1));
    const output = outputOf(op);
    const to = perTensorOf(op, output);
    const ratio = Math.fround(a.scale / Math.fround(b.scale * to.scale));
    return lowerElementwise(op, divide, {
      zeroPointA: a.zeroPoint,
      zeroPointB: b.zeroPoint,
      outputZeroPoint: to.zeroPoint,
      ...quantizeMultiplier(ratio),
      ...activationRange(op.options.fusedActivation, output.type, to),
    });
  },
});
