import { activationRange } from '../../arithmetic/activation-range.js';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { multiply } from '../../kernels/reference/multiply.js';
import { elementwiseOperator } from '../anatomy/elementwise-operator.js';
import { lowerElementwise } from '../anatomy/lower-elementwise.js';

/** The scale ratio is formed in float32 steps. */
export const mul = elementwiseOperator<'MUL'>({
  builtin: 'MUL',
  source: 'TFLite kernels/mul.cc; reference_integer_ops::MulElementwise',
  engine: 'ppu',
  operation: 'mul',
  integers: 'multiply',
  activation: (op) => op.options.fusedActivation,
  lower(op) {
    const a = perTensorOf(op, inputOf(op, 0));
    const b = perTensorOf(op, inputOf(op, 1));
    const output = outputOf(op);
    const to = perTensorOf(op, output);
    const ratio = Math.fround(Math.fround(a.scale * b.scale) / to.scale);
    return lowerElementwise(op, multiply, {
      zeroPointA: a.zeroPoint,
      zeroPointB: b.zeroPoint,
      outputZeroPoint: to.zeroPoint,
      ...quantizeMultiplier(ratio),
      ...activationRange(op.options.fusedActivation, output.type, to),
    });
  },
});
