/** A reduction seen as a box: for every element of the result, in order, the elements that it comes from. */
export type ReduceAxes = {
  /** Sizes of the input, and for each axis whether it is reduced. */
  readonly sizes: readonly number[];
  readonly reduced: readonly boolean[];
};

/** Calls `visit(from, to)` for every element of the input with the element of the result that it counts towards. */
export function forEachReduced(
  { sizes, reduced }: ReduceAxes,
  visit: (from: number, to: number) => void,
): void {
  const strides = sizes.map(() => 0);
  let stride = 1;
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    if (reduced[axis] === true) continue;
    strides[axis] = stride;
    stride *= sizes[axis] as number;
  }
  let from = 0;
  const walk = (axis: number, to: number): void => {
    if (axis === sizes.length) {
      visit(from++, to);
      return;
    }
    const size = sizes[axis] as number;
    const step = strides[axis] as number;
    for (let i = 0; i < size; i++) walk(axis + 1, to + i * step);
  };
  walk(0, 0);
}
