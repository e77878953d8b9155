import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { axisLength } from '../anatomy/axis-length.rule.js';
import { defineOperator } from '../anatomy/define-operator.js';
import { defineRule } from '../anatomy/define-rule.js';
import { lowerToRearrange, stridesOf } from '../anatomy/lower-to-rearrange.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { paddingsOf, type Padding } from '../anatomy/paddings-of.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

type View = OperatorView<'MIRROR_PAD'>;

/** Elements at the edge that are not repeated: 1 reflects around the edge element, 0 around the edge itself. */
const skipped = (op: View): number => (op.options.mode === 'REFLECT' ? 1 : 0);

const paddings = (op: View): readonly Padding[] =>
  paddingsOf(op, inputOf(op, 1), inputOf(op, 0).shape, (size) => size - skipped(op));

/** Source: SyNAP manual, operator support (PAD is listed with constant values only). */
const offNpu = defineRule<'MIRROR_PAD'>({
  id: 'mirror-pad.off-npu',
  rule: 'The NPU pads with constants, not with mirrored pixels.',
  effect: 'off-npu',
  hint: 'Use SAME padding in the convolution, or PAD with zeros.',
  check: (op) => ({ detail: `mode ${op.options.mode}` }),
});

export const mirrorPad = defineOperator<'MIRROR_PAD'>({
  builtin: 'MIRROR_PAD',
  source: 'TFLite kernels/mirror_pad.cc',
  types: movableTypes,
  constants: [1],
  prepare(op) {
    requireSameType(op);
    const sides = paddings(op);
    return [
      inputOf(op, 0).shape.map((size, axis) => size + (sides[axis]?.before ?? 0) + (sides[axis]?.after ?? 0)),
    ];
  },
  rules: [axisLength, offNpu, sameQuantization('warn')],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'copy', bytes: [elementsOf(outputOf(op).shape)] }),
  lower(op) {
    const sides = paddings(op);
    const { shape } = inputOf(op, 0);
    const from = stridesOf(shape);
    const padded = outputOf(op).shape;
    const to = stridesOf(padded);
    const mirrored = (position: number, size: number): number => {
      if (position < 0) return skipped(op) - 1 - position;
      return position < size ? position : 2 * size - 1 - skipped(op) - position;
    };
    return lowerToRearrange(
      op,
      padded.map((size, axis) => ({
        size,
        read: (i) => mirrored(i - (sides[axis]?.before ?? 0), shape[axis] ?? 0) * (from[axis] ?? 0),
        write: (i) => i * (to[axis] ?? 0),
      })),
    );
  },
});
