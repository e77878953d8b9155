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

const beginOf = (op: OperatorView<'SLICE'>): readonly number[] => constantIntegers(op, inputOf(op, 1));

export const slice = defineOperator<'SLICE'>({
  builtin: 'SLICE',
  source: 'TFLite kernels/slice.cc; reference_ops::Slice',
  types: movableTypes,
  constants: [1, 2],
  prepare(op) {
    requireSameType(op);
    const { shape } = inputOf(op, 0);
    const begin = beginOf(op);
    const sizes = constantIntegers(op, inputOf(op, 2));
    const result = shape.map((size, axis) => {
      const wanted = sizes[axis] ?? 0;
      return wanted === -1 ? size - (begin[axis] ?? 0) : wanted;
    });
    const fits = result.every((size, axis) => {
      const first = begin[axis] ?? -1;
      return first >= 0 && size >= 0 && first + size <= (shape[axis] ?? 0);
    });
    if (!fits || begin.length !== shape.length || sizes.length !== shape.length) {
      return refuseToPrepare(
        op,
        {
          id: 'slice.bounds',
          rule: 'A slice lies inside its tensor.',
          detail: `begin ${shapeText(begin)}, size ${shapeText(sizes)} of shape ${shapeText(shape)}`,
          hint: 'Slice inside the picture; sizes of a larger export shape are often left in the graph.',
        },
        inputOf(op, 1),
      );
    }
    return [result];
  },
  rules: [axisLength, eightBitOnNpu, sameQuantization('warn')],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'copy', bytes: [elementsOf(outputOf(op).shape)] }),
  lower(op) {
    const { shape } = outputOf(op);
    const from = stridesOf(inputOf(op, 0).shape);
    const to = stridesOf(shape);
    const begin = beginOf(op);
    return lowerToRearrange(
      op,
      shape.map((size, axis) => ({
        size,
        read: (i) => (i + (begin[axis] ?? 0)) * (from[axis] ?? 0),
        write: (i) => i * (to[axis] ?? 0),
      })),
    );
  },
});
