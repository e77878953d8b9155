import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf, shapeText } from '../../graph/shape.js';
import { split } from '../../kernels/reference/split.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { resolveAxis } from '../anatomy/resolve-axis.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

const axisOf = (op: OperatorView<'UNPACK'>): number =>
  resolveAxis(op, op.options.axis, inputOf(op, 0).shape.length);

export const unpack = defineOperator<'UNPACK'>({
  builtin: 'UNPACK',
  source: 'TFLite kernels/unpack.cc; reference_ops::Unpack',
  types: movableTypes,
  prepare(op) {
    requireSameType(op);
    const axis = axisOf(op);
    const { shape } = inputOf(op, 0);
    if (op.options.num !== shape[axis] || op.outputs.length !== shape[axis]) {
      return refuseToPrepare(
        op,
        {
          id: 'unpack.count',
          rule: 'An unpack has one output for each index of its axis.',
          detail: `${op.options.num} parts and ${op.outputs.length} outputs for axis ${axis} of shape ${shapeText(shape)}`,
          hint: 'Export the model again for this shape: the number of outputs is fixed when it is converted.',
        },
        inputOf(op, 0),
      );
    }
    return op.outputs.map(() => shape.toSpliced(axis, 1));
  },
  rules: [eightBitOnNpu, sameQuantization('refuse')],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'copy', bytes: op.outputs.map(({ shape }) => elementsOf(shape)) }),
  lower: (op) => lowerTo(split, { axis: axisOf(op) }, [0]),
});
