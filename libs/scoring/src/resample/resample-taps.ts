import type { ResampleFilter } from './define-filter.js';

/** Fraction bits of the fixed-point weights: 32 minus 8 for the sample and 2 for overshoot. */
export const weightBits = 32 - 8 - 2;

/** The source samples and fixed-point weights of every output position along one axis. */
export interface ResampleTaps {
  /** First source sample of each output position. */
  readonly starts: Int32Array;
  /** Number of source samples of each output position. */
  readonly counts: Int32Array;
  /** Weights, `stride` apart from one output position to the next. */
  readonly weights: Int32Array;
  readonly stride: number;
}

/**
 * Computes the taps that bring an axis from one size to another.
 *
 * The filter is widened by the ratio when shrinking; at the borders it is cut off and its weights are scaled to sum
 * to 1, all as Pillow does for 8-bit pictures, so that the bytes are the same.
 * Source: Pillow 9.4, src/libImaging/Resample.c, `precompute_coeffs` and `normalize_coeffs_8bpc`.
 */
export function resampleTaps(fromSize: number, toSize: number, filter: ResampleFilter): ResampleTaps {
  const ratio = fromSize / toSize;
  const widening = Math.max(ratio, 1);
  const support = filter.support * widening;
  const stride = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(toSize);
  const counts = new Int32Array(toSize);
  const weights = new Int32Array(toSize * stride);
  for (let position = 0; position < toSize; position += 1) {
    const centre = (position + 0.5) * ratio;
    const start = Math.max(Math.trunc(centre - support + 0.5), 0);
    const end = Math.min(Math.trunc(centre + support + 0.5), fromSize);
    const exact = Array.from({ length: end - start }, (_, tap) =>
      filter.weight((tap + start - centre + 0.5) * (1 / widening)),
    );
    const sum = exact.reduce((total, weight) => total + weight, 0);
    starts[position] = start;
    counts[position] = end - start;
    weights.set(
      exact.map((weight) => toFixedPoint(sum === 0 ? weight : weight / sum)),
      position * stride,
    );
  }
  return { starts, counts, weights, stride };
}

function toFixedPoint(weight: number): number {
  return Math.trunc(weight * 2 ** weightBits + (weight < 0 ? -0.5 : 0.5));
}
