import { percentile } from './percentile.js';

/**
 * Computes the median; of an even number of values, the mean of the middle two.
 *
 * @throws RangeError when there is no value
 */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}
