/** A reduction as a box: the sizes of the input, and how far each axis steps in the result, 0 for a reduced axis. */
export type ReduceAxes = {
  readonly sizes: readonly number[];
  readonly steps: readonly number[];
};

/** Calls `visit(from, to)` for every element of the input with the element of the result that it counts towards. */
export function forEachReduced(
  { sizes, steps }: ReduceAxes,
  visit: (from: number, to: number) => void,
): void {
  let from = 0;
  const walk = (axis: number, to: number): void => {
    if (axis === sizes.length) {
      visit(from++, to);
      return;
    }
    const size = sizes[axis] as number;
    const step = steps[axis] as number;
    for (let i = 0; i < size; i++) walk(axis + 1, to + i * step);
  };
  walk(0, 0);
}
