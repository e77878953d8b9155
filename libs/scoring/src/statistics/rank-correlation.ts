/**
 * Computes Spearman's rank correlation; equal values share the mean of their ranks.
 *
 * Shapes: two series of the same length, at least 2. Units: -1..1; undefined when one series is constant.
 *
 * @throws RangeError when the lengths differ or are below 2
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | undefined {
  if (a.length !== b.length || a.length < 2) {
    throw new RangeError(
      `a rank correlation needs two series of the same length of at least 2, not ${a.length} and ${b.length}`,
    );
  }
  const ranksA = ranks(a);
  const ranksB = ranks(b);
  const mean = (a.length + 1) / 2;
  let covariance = 0;
  let varianceA = 0;
  let varianceB = 0;
  for (const [index, rankA] of ranksA.entries()) {
    const deviationA = rankA - mean;
    const deviationB = (ranksB[index] as number) - mean;
    covariance += deviationA * deviationB;
    varianceA += deviationA * deviationA;
    varianceB += deviationB * deviationB;
  }
  return varianceA === 0 || varianceB === 0 ? undefined : covariance / Math.sqrt(varianceA * varianceB);
}

function ranks(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}
