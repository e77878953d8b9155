/** Absolute errors in percent, summed up. */
export interface ErrorSummary {
  readonly cases: number;
  readonly meanErrorPercent: number | null;
  readonly medianErrorPercent: number | null;
  readonly p90ErrorPercent: number | null;
}

/** Sums up errors in percent; without a case every figure is null. */
export function summariseErrors(errors: readonly number[]): ErrorSummary {
  const sorted = errors.map(Math.abs).toSorted((a, b) => a - b);
  const mean = sorted.reduce((sum, error) => sum + error, 0) / sorted.length;
  return {
    cases: sorted.length,
    meanErrorPercent: sorted.length === 0 ? null : rounded(mean),
    medianErrorPercent: quantile(sorted, 0.5),
    p90ErrorPercent: quantile(sorted, 0.9),
  };
}

/** The error of a prediction in percent of what was measured; negative where it is too low. */
export function errorPercent(predicted: number, measured: number): number {
  return (predicted / measured - 1) * 100;
}

/** Two decimals, as the reports print. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Interpolates linearly between the two nearest of sorted values. */
function quantile(sorted: readonly number[], share: number): number | null {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return null;
  return rounded(below + (above - below) * (position - Math.floor(position)));
}
