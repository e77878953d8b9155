/**
 * Computes a percentile, interpolating linearly between the two nearest values.
 *
 * @param percent 0 (smallest value) to 100 (largest)
 * @throws RangeError when there is no value or the percentage lies outside 0..100
 * Source: Hyndman and Fan, Sample Quantiles in Statistical Packages, definition 7.
 */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new RangeError('a percentile needs at least one value');
  if (!(percent >= 0 && percent <= 100)) {
    throw new RangeError(`a percentile lies between 0 and 100, not at ${percent}`);
  }
  const sorted = values.toSorted((a, b) => a - b);
  const position = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(position)] as number;
  const above = sorted[Math.ceil(position)] as number;
  return below + (above - below) * (position - Math.floor(position));
}
