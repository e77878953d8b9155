import { codeRange } from '../../arithmetic/activation-range.js';
import { quantizeMultiplier, type QuantizedMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { elementsOf, shapeText } from '../../graph/shape.js';
import { softmax as kernel } from '../../kernels/reference/softmax.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { softmaxRules } from './softmax.rules.js';

const differenceIntegerBits = 5;
/** The sum of exponentials has 12 bits before the point. */
const longestRow = 4095;

export const softmax = defineOperator<'SOFTMAX'>({
  builtin: 'SOFTMAX',
  source: 'TFLite kernels/activations.cc; reference_ops::Softmax (8 bit, fixed point)',
  types: eightBit,
  prepare(op) {
    requireSameType(op);
    const { shape } = inputOf(op, 0);
    const depth = shape.at(-1) ?? 0;
    if (depth >= 1 && depth <= longestRow) return [shape];
    return refuseToPrepare(op, {
      id: 'softmax.depth',
      rule: `The last axis of a SOFTMAX has 1 to ${longestRow} elements.`,
      detail: `the input has shape ${shapeText(shape)}`,
      hint: 'Reshape so that the softmax runs over fewer elements; its 8-bit arithmetic overflows beyond.',
    });
  },
  rules: softmaxRules,
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'activation', operation: 'softmax', elements: elementsOf(inputOf(op, 0).shape) }),
  lower(op) {
    const { multiplier, shift } = differenceMultiplier(op);
    const largest = (2 ** differenceIntegerBits - 1) * 2 ** (31 - differenceIntegerBits);
    return lowerTo(
      kernel,
      {
        multiplier,
        leftShift: shift,
        differenceMinimum: -Math.floor(largest / 2 ** shift),
        ...codeRange(outputOf(op).type),
      },
      [0],
    );
  },
});

/** Brings differences of codes to 5 bits before the point. Source: TFLite `PreprocessSoftmaxScaling`. */
function differenceMultiplier(op: OperatorView<'SOFTMAX'>): QuantizedMultiplier {
  const { scale } = perTensorOf(op, inputOf(op, 0));
  const real = Math.min(op.options.beta * scale * 2 ** (31 - differenceIntegerBits), 2 ** 31 - 1);
  return quantizeMultiplier(real);
}
