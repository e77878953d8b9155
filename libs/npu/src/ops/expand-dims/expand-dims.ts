import { inputOf } from '../../graph/operator-view.js';
import { copy } from '../../kernels/reference/copy.js';
import { constantInteger } from '../anatomy/constant-integer.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { resolveAxis } from '../anatomy/resolve-axis.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const expandDims = defineOperator<'EXPAND_DIMS'>({
  builtin: 'EXPAND_DIMS',
  source: 'TFLite kernels/expand_dims.cc',
  types: movableTypes,
  constants: [1],
  prepare(op) {
    requireSameType(op);
    const { shape } = inputOf(op, 0);
    const operand = inputOf(op, 1);
    const axis = resolveAxis(op, constantInteger(op, operand), shape.length + 1, operand);
    return [shape.toSpliced(axis, 0, 1)];
  },
  rules: [eightBitOnNpu, sameQuantization('warn')],
  engine: () => 'tp',
  cost: () => ({ kind: 'none' }),
  lower: () => lowerTo(copy, {}, [0]),
});
