import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf, shapeText } from '../../graph/shape.js';
import { axisLength } from '../anatomy/axis-length.rule.js';
import { defineOperator } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { lowerToRearrange, stridesOf } from '../anatomy/lower-to-rearrange.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

const orderOf = (op: OperatorView<'TRANSPOSE'>): readonly number[] => constantIntegers(op, inputOf(op, 1));

export const transpose = defineOperator<'TRANSPOSE'>({
  builtin: 'TRANSPOSE',
  source: 'TFLite kernels/transpose.cc; reference_ops::Transpose',
  types: movableTypes,
  constants: [1],
  prepare(op) {
    requireSameType(op);
    const { shape } = inputOf(op, 0);
    const order = orderOf(op);
    const isPermutation = order.length === shape.length && shape.every((_, axis) => order.includes(axis));
    if (!isPermutation) {
      return refuseToPrepare(
        op,
        {
          id: 'transpose.permutation',
          rule: 'A transpose names every axis once.',
          detail: `permutation ${shapeText(order)} of shape ${shapeText(shape)}`,
          hint: 'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.',
        },
        inputOf(op, 1),
      );
    }
    return [order.map((axis) => shape[axis] ?? 0)];
  },
  rules: [axisLength, eightBitOnNpu, sameQuantization('warn')],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'transpose', bytes: elementsOf(outputOf(op).shape) }),
  lower(op) {
    const from = stridesOf(inputOf(op, 0).shape);
    const { shape } = outputOf(op);
    const to = stridesOf(shape);
    return lowerToRearrange(
      op,
      orderOf(op).map((axis, position) => ({
        size: shape[position] ?? 0,
        read: (i) => i * (from[axis] ?? 0),
        write: (i) => i * (to[position] ?? 0),
      })),
    );
  },
});
