import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf, shapeText } from '../../graph/shape.js';
import { split as kernel } from '../../kernels/reference/split.js';
import { constantInteger } from '../anatomy/constant-integer.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { prepareSplit } from '../anatomy/prepare-split.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { resolveAxis } from '../anatomy/resolve-axis.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

const axisOf = (op: OperatorView<'SPLIT'>): number => {
  const axis = inputOf(op, 0);
  return resolveAxis(op, constantInteger(op, axis), inputOf(op, 1).shape.length, axis);
};

export const split = defineOperator<'SPLIT'>({
  builtin: 'SPLIT',
  source: 'TFLite kernels/split.cc; reference_ops::Split',
  types: movableTypes,
  constants: [0],
  prepare(op) {
    requireSameType(op, [1]);
    const axis = axisOf(op);
    const { shape } = inputOf(op, 1);
    const { numSplits } = op.options;
    if (numSplits !== op.outputs.length) {
      return refuseToPrepare(op, {
        id: 'split.count',
        rule: 'A split has as many outputs as it says.',
        detail: `${numSplits} parts of shape ${shapeText(shape)} for ${op.outputs.length} outputs`,
        hint: 'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.',
      });
    }
    const part = (shape[axis] ?? 0) / numSplits;
    return prepareSplit(
      op,
      1,
      axis,
      op.outputs.map(() => part),
    );
  },
  rules: [eightBitOnNpu, sameQuantization('warn', [1])],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'copy', bytes: op.outputs.map(({ shape }) => elementsOf(shape)) }),
  lower: (op) => lowerTo(kernel, { axis: axisOf(op) }, [1]),
});
