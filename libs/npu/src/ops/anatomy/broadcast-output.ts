import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { broadcastShape, shapeText } from '../../graph/shape.js';
import { refuseToPrepare } from './refuse-to-prepare.js';

/** The shape of an element-wise result of inputs 0 and 1, by NumPy's broadcasting. */
export function broadcastOutput(op: OperatorView): readonly (readonly number[])[] {
  const a = inputOf(op, 0);
  const b = inputOf(op, 1);
  const shape = broadcastShape(a.shape, b.shape);
  if (shape !== undefined) return [shape];
  return refuseToPrepare(
    op,
    {
      id: 'elementwise.shapes-do-not-broadcast',
      rule: 'Both operands have the same shape, or sizes of 1 where they differ.',
      detail: `shapes ${shapeText(a.shape)} and ${shapeText(b.shape)} do not broadcast`,
      hint: 'Give both operands the same shape.',
    },
    b,
  );
}
