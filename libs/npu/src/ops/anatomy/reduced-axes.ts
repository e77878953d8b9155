import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import type { ReduceAxes } from '../../kernels/reference/reduce.js';
import { stridesOf } from './lower-to-rearrange.js';
import { requireSameType } from './require-same-type.js';
import { resolveAxis } from './resolve-axis.js';

type Reducer = OperatorView<'MEAN' | 'SUM' | 'REDUCE_MAX'>;

/** The axes that are reduced; the model may name one twice. */
function reducedAxes(op: Reducer): ReadonlySet<number> {
  const { shape } = inputOf(op, 0);
  const operand = inputOf(op, 1);
  return new Set(constantIntegers(op, operand).map((axis) => resolveAxis(op, axis, shape.length, operand)));
}

/** The shape that is left, with ones in place of the reduced axes when the operator keeps them. */
export function prepareReduction(op: Reducer): readonly (readonly number[])[] {
  requireSameType(op);
  const { shape } = inputOf(op, 0);
  const axes = reducedAxes(op);
  return [
    op.options.keepDims
      ? shape.map((size, axis) => (axes.has(axis) ? 1 : size))
      : shape.filter((_, axis) => !axes.has(axis)),
  ];
}

/** How a kernel walks the reduction. */
export function reductionBox(op: Reducer): ReduceAxes {
  const { shape } = inputOf(op, 0);
  const axes = reducedAxes(op);
  const strides = stridesOf(shape.map((size, axis) => (axes.has(axis) ? 1 : size)));
  return { sizes: shape, steps: strides.map((stride, axis) => (axes.has(axis) ? 0 : stride)) };
}

/** Elements that count towards one element of the result. */
export function reducedElements(op: Reducer): number {
  const { shape } = inputOf(op, 0);
  return elementsOf([...reducedAxes(op)].map((axis) => shape[axis] ?? 1));
}
