import { codeRange } from '../../arithmetic/activation-range.js';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { broadcastShape, elementsOf, sameShape, shapeText } from '../../graph/shape.js';
import { prelu as kernel } from '../../kernels/reference/prelu.js';
import { defineOperator, eightBit } from '../anatomy/define-operator.js';
import { lowerElementwise } from '../anatomy/lower-elementwise.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';

/** Scale ratios are formed in float32 steps. */
export const prelu = defineOperator<'PRELU'>({
  builtin: 'PRELU',
  source: 'TFLite kernels/activations.cc; reference_ops::BroadcastPrelu4DSlow',
  types: eightBit,
  prepare(op) {
    requireSameType(op, [0, 1]);
    const { shape } = inputOf(op, 0);
    const alpha = inputOf(op, 1);
    if (sameShape(broadcastShape(shape, alpha.shape) ?? [], shape)) return [shape];
    return refuseToPrepare(
      op,
      {
        id: 'prelu.alpha-shape',
        rule: 'The slopes of a PRELU broadcast to its input.',
        detail: `slopes of shape ${shapeText(alpha.shape)} for an input of shape ${shapeText(shape)}`,
        hint: 'Share the slopes over height and width: one per channel, shape [1, 1, channels].',
      },
      alpha,
    );
  },
  rules: [],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'activation', operation: 'leaky', elements: elementsOf(inputOf(op, 0).shape) }),
  lower(op) {
    const from = perTensorOf(op, inputOf(op, 0));
    const alpha = perTensorOf(op, inputOf(op, 1));
    const output = outputOf(op);
    const to = perTensorOf(op, output);
    const positive = quantizeMultiplier(Math.fround(from.scale / to.scale));
    const slope = Math.fround(from.scale * alpha.scale);
    const negative = quantizeMultiplier(Math.fround(slope / to.scale));
    return lowerElementwise(op, kernel, {
      inputZeroPoint: from.zeroPoint,
      alphaZeroPoint: alpha.zeroPoint,
      outputZeroPoint: to.zeroPoint,
      positiveMultiplier: positive.multiplier,
      positiveShift: positive.shift,
      negativeMultiplier: negative.multiplier,
      negativeShift: negative.shift,
      ...codeRange(output.type),
    });
  },
});
