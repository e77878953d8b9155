import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf, shapeText } from '../../graph/shape.js';
import { copy } from '../../kernels/reference/copy.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const reshape = defineOperator<'RESHAPE'>({
  builtin: 'RESHAPE',
  source: 'TFLite kernels/reshape.cc',
  types: movableTypes,
  constants: [1],
  prepare(op) {
    requireSameType(op);
    const input = inputOf(op, 0);
    const wanted = wantedShape(op);
    const elements = elementsOf(input.shape);
    const stretched = wanted.filter((size) => size === -1).length;
    const known = elementsOf(wanted.filter((size) => size !== -1));
    const shape = wanted.map((size) => (size === -1 && known > 0 ? elements / known : size));
    const fits = stretched <= 1 && shape.every((size) => Number.isInteger(size) && size >= 0);
    if (!fits || elementsOf(shape) !== elements) {
      return refuseToPrepare(
        op,
        {
          id: 'reshape.elements',
          rule: 'A reshape keeps the number of elements.',
          detail: `${shapeText(input.shape)} cannot become ${shapeText(wanted)}`,
          hint: 'A constant target shape ties the model to one picture size; write the size with -1 or export for this size.',
        },
        op.inputs[1],
      );
    }
    return [shape];
  },
  rules: [eightBitOnNpu, sameQuantization('warn')],
  engine: () => 'tp',
  cost: () => ({ kind: 'none' }),
  lower: () => lowerTo(copy, {}, [0]),
});

/**
 * The second input when there is one, else the attribute, as TFLite prefers it; an attribute of [0] is an old way to
 * write a scalar.
 */
function wantedShape(op: OperatorView<'RESHAPE'>): readonly number[] {
  const operand = op.inputs[1];
  if (operand !== undefined) return constantIntegers(op, operand);
  const { newShape } = op.options;
  return newShape.length === 1 && newShape[0] === 0 ? [] : newShape;
}
