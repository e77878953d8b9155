import { inputOf } from '../../graph/operator-view.js';
import { shapeText } from '../../graph/shape.js';
import { copy } from '../../kernels/reference/copy.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { resolveAxis } from '../anatomy/resolve-axis.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const squeeze = defineOperator<'SQUEEZE'>({
  builtin: 'SQUEEZE',
  source: 'TFLite kernels/squeeze.cc',
  types: movableTypes,
  prepare(op) {
    requireSameType(op);
    const { shape } = inputOf(op, 0);
    const { squeezeDims } = op.options;
    if (squeezeDims.length === 0) return [shape.filter((size) => size !== 1)];
    const axes = new Set(squeezeDims.map((axis) => resolveAxis(op, axis, shape.length)));
    if ([...axes].some((axis) => shape[axis] !== 1)) {
      return refuseToPrepare(
        op,
        {
          id: 'squeeze.axes',
          rule: 'A squeeze drops axes of size 1.',
          detail: `axes ${shapeText(squeezeDims)} of shape ${shapeText(shape)}`,
          hint: 'Export the model again for this shape; the axes to drop are fixed when it is converted.',
        },
        inputOf(op, 0),
      );
    }
    return [shape.filter((_, axis) => !axes.has(axis))];
  },
  rules: [eightBitOnNpu, sameQuantization('warn')],
  engine: () => 'tp',
  cost: () => ({ kind: 'none' }),
  lower: () => lowerTo(copy, {}, [0]),
});
