import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import type { ReduceAxes } from '../../kernels/reference/reduce.js';
import { requireSameType } from './require-same-type.js';
import { resolveAxis } from './resolve-axis.js';

type Reducer = OperatorView<'MEAN' | 'SUM' | 'REDUCE_MAX'>;

/** Which axes of the input are reduced; an axis may be named twice. */
export function reducedAxes(op: Reducer): ReduceAxes {
  const { shape } = inputOf(op, 0);
  const operand = inputOf(op, 1);
  const axes = new Set(
    constantIntegers(op, operand).map((axis) => resolveAxis(op, axis, shape.length, operand)),
  );
  return { sizes: shape, reduced: shape.map((_, axis) => axes.has(axis)) };
}

/** The shape that is left, with ones in place of the reduced axes when the operator keeps them. */
export function prepareReduction(op: Reducer): readonly (readonly number[])[] {
  requireSameType(op);
  const { sizes, reduced } = reducedAxes(op);
  return [
    op.options.keepDims
      ? sizes.map((size, axis) => (reduced[axis] === true ? 1 : size))
      : sizes.filter((_, axis) => reduced[axis] !== true),
  ];
}
