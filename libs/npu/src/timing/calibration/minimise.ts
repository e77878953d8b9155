/**
 * Finds a local minimum of a function of a few positive numbers, by the downhill simplex of Nelder and Mead on their
 * logarithms; the same start gives the same answer.
 *
 * Source: Nelder and Mead, A simplex method for function minimization, 1965 (coefficients 1, 2, 1/2, 1/2).
 */
export function minimise(
  cost: (point: readonly number[]) => number,
  start: readonly number[],
): readonly number[] {
  const evaluate = (logarithms: readonly number[]): number => cost(logarithms.map(Math.exp));
  const first = start.map(Math.log);
  let simplex: readonly Vertex[] = [
    first,
    ...first.map((_, axis) => first.map((value, i) => (i === axis ? value + 0.2 : value))),
  ].map((point) => ({ point, cost: evaluate(point) }));
  const iterations = 150 * start.length;
  for (let iteration = 0; iteration < iterations; iteration++) {
    simplex = simplex.toSorted((a, b) => a.cost - b.cost);
    const best = simplex[0] as Vertex;
    const worst = simplex.at(-1) as Vertex;
    const others = simplex.slice(0, -1);
    const centre = first.map(
      (_, i) => others.reduce((sum, { point }) => sum + (point[i] as number), 0) / others.length,
    );
    const along = (factor: number): Vertex => {
      const point = centre.map((value, i) => value + factor * ((worst.point[i] as number) - value));
      return { point, cost: evaluate(point) };
    };
    const reflected = along(-1);
    if (reflected.cost < best.cost) {
      const expanded = along(-2);
      simplex = [...others, expanded.cost < reflected.cost ? expanded : reflected];
    } else if (reflected.cost < (others.at(-1) as Vertex).cost) simplex = [...others, reflected];
    else {
      const contracted = along(reflected.cost < worst.cost ? -0.5 : 0.5);
      simplex =
        contracted.cost < Math.min(reflected.cost, worst.cost)
          ? [...others, contracted]
          : simplex.map(({ point }) => {
              const halved = point.map((value, i) => (value + (best.point[i] as number)) / 2);
              return { point: halved, cost: evaluate(halved) };
            });
    }
  }
  return simplex.toSorted((a, b) => a.cost - b.cost)[0]?.point.map(Math.exp) ?? start;
}

interface Vertex {
  readonly point: readonly number[];
  readonly cost: number;
}
