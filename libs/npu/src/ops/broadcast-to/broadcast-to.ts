import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { broadcastShape, elementsOf, sameShape, shapeText } from '../../graph/shape.js';
import { axisLength } from '../anatomy/axis-length.rule.js';
import { defineOperator } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { lowerToRearrange, stridesOf } from '../anatomy/lower-to-rearrange.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const broadcastTo = defineOperator<'BROADCAST_TO'>({
  builtin: 'BROADCAST_TO',
  source: 'TFLite kernels/broadcast_to.cc',
  types: movableTypes,
  constants: [1],
  prepare(op) {
    requireSameType(op);
    const { shape } = inputOf(op, 0);
    const wanted = constantIntegers(op, inputOf(op, 1));
    const result = broadcastShape(shape, wanted);
    if (result === undefined || !sameShape(result, wanted) || wanted.some((size) => size < 0)) {
      return refuseToPrepare(
        op,
        {
          id: 'broadcast-to.shape',
          rule: 'Only axes of size 1 are broadcast.',
          detail: `${shapeText(shape)} does not broadcast to ${shapeText(wanted)}`,
          hint: 'Give a target shape that keeps every size but those of 1.',
        },
        inputOf(op, 1),
      );
    }
    return [wanted];
  },
  rules: [axisLength, eightBitOnNpu, sameQuantization('warn')],
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'copy', bytes: [elementsOf(outputOf(op).shape)] }),
  lower(op) {
    const { shape } = inputOf(op, 0);
    const wanted = outputOf(op).shape;
    const padded = [...wanted.slice(shape.length).map(() => 1), ...shape];
    const from = stridesOf(padded);
    const to = stridesOf(wanted);
    return lowerToRearrange(
      op,
      wanted.map((size, axis) => ({
        size,
        read: (i) => (padded[axis] === 1 ? 0 : i * (from[axis] ?? 0)),
        write: (i) => i * (to[axis] ?? 0),
      })),
    );
  },
});
