import { constantIntegers } from '../../graph/constant-integers.js';
import type { GraphTensor } from '../../graph/graph.js';
import type { OperatorView } from '../../graph/operator-view.js';
import { shapeText } from '../../graph/shape.js';
import { refuseToPrepare } from './refuse-to-prepare.js';

export interface Padding {
  readonly before: number;
  readonly after: number;
}

/** Paddings or crops `[before, after]` of each of `shape`'s axes, refused when negative, above `limit` or too few. */
export function paddingsOf(
  op: OperatorView,
  tensor: GraphTensor,
  shape: readonly number[],
  limitOf: (size: number) => number = () => 2 ** 31,
): readonly Padding[] {
  const values = constantIntegers(op, tensor);
  const odd = values.find((value, i) => value < 0 || value > limitOf(shape[i >> 1] ?? 0));
  if (odd !== undefined || values.length !== shape.length * 2) {
    refuseToPrepare(
      op,
      {
        id: 'operator.paddings',
        rule: 'There are two paddings for each axis, none of them negative or larger than the operator can fill.',
        detail: `paddings ${shapeText(values)} for shape ${shapeText(shape)}`,
        hint: 'Pad by constants inside the picture; crop with SLICE instead of a negative padding.',
      },
      tensor,
    );
  }
  return shape.map((_, axis) => ({ before: values[axis * 2] ?? 0, after: values[axis * 2 + 1] ?? 0 }));
}
