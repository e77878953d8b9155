/** Samples on each side of the window's centre: an 11x11 window. */
export const windowRadius = 5;

const sigma = 1.5;

/**
 * The one-dimensional Gaussian that SSIM's 11x11 window is the product of; sums to 1.
 *
 * Shapes: weight k belongs to the two samples at distance k from the centre, k = 0..5.
 * Source: Wang et al., Image Quality Assessment: From Error Visibility to Structural Similarity, section III-C.
 */
export function gaussianWindow(): readonly number[] {
  const weights = Array.from({ length: windowRadius + 1 }, (_, k) =>
    Math.exp(-(k * k) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((total, weight, k) => total + (k === 0 ? weight : 2 * weight), 0);
  return weights.map((weight) => weight / sum);
}
