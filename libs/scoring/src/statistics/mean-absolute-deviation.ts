/**
 * Computes the mean absolute deviation of values from their mean.
 *
 * @throws RangeError when there is no value
 */
export function meanAbsoluteDeviation(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('a deviation needs at least one value');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + Math.abs(value - mean), 0) / values.length;
}
