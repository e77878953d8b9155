import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { shapeText } from '../../graph/shape.js';
import { refuseToPrepare } from './refuse-to-prepare.js';

/** Shapes of the parts of input `operand` along `axis`; refused when they do not add up or there are not as many outputs. */
export function prepareSplit(
  op: OperatorView<'SPLIT' | 'SPLIT_V'>,
  operand: number,
  axis: number,
  sizes: readonly number[],
): readonly (readonly number[])[] {
  const { shape } = inputOf(op, operand);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const fits = total === shape[axis] && sizes.every((size) => Number.isInteger(size) && size >= 0);
  if (!fits || sizes.length !== op.outputs.length) {
    return refuseToPrepare(
      op,
      {
        id: 'split.sizes',
        rule: 'The parts of a split add up to its axis, and each has an output.',
        detail: `parts ${shapeText(sizes)} of axis ${axis} of shape ${shapeText(shape)} for ${op.outputs.length} outputs`,
        hint: 'Split the channels into equal parts, or give sizes that add up to them.',
      },
      inputOf(op, operand),
    );
  }
  return sizes.map((size) => shape.with(axis, size));
}
