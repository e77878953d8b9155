import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { split as kernel } from '../../kernels/reference/split.js';
import { constantInteger } from '../anatomy/constant-integer.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { prepareSplit } from '../anatomy/prepare-split.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { resolveAxis } from '../anatomy/resolve-axis.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

const axisOf = (op: OperatorView<'SPLIT_V'>): number => {
  const axis = inputOf(op, 2);
  return resolveAxis(op, constantInteger(op, axis), inputOf(op, 0).shape.length, axis);
};

export const splitV = defineOperator<'SPLIT_V'>({
  builtin: 'SPLIT_V',
  source: 'TFLite kernels/split_v.cc; reference_ops::Split',
  types: movableTypes,
  constants: [1, 2],
  prepare(op) {
    requireSameType(op);
    const axis = axisOf(op);
    const sizes = constantIntegers(op, inputOf(op, 1));
    const known = sizes.reduce((sum, size) => sum + (size === -1 ? 0 : size), 0);
    const open = sizes.indexOf(-1);
    const rest = (inputOf(op, 0).shape[axis] ?? 0) - known;
    return prepareSplit(op, 0, axis, open < 0 ? sizes : sizes.with(open, rest));
  },
  rules: [eightBitOnNpu, sameQuantization('warn')],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'copy', bytes: op.outputs.map(({ shape }) => elementsOf(shape)) }),
  lower: (op) => lowerTo(kernel, { axis: axisOf(op) }, [0]),
});
