/** The two pixels between which a result lies along one axis, and its distance from the first in 1/1024. */
export interface BilinearPosition {
  readonly lower: number;
  readonly upper: number;
  readonly weight: number;
}

/** Distance of neighbouring results in 1/1024 input pixels, rounded. */
export function bilinearStep(from: number, to: number, alignCorners: boolean): number {
  return alignCorners && to > 1
    ? Math.trunc((1024 * (from - 1) + Math.trunc((to - 1) / 2)) / (to - 1))
    : Math.trunc((1024 * from + Math.trunc(to / 2)) / to);
}

/**
 * Where result `index` reads. All divisions truncate towards zero, so half-pixel weights at the edge are negative.
 *
 * Source: TFLite `ComputeInterpolationValuesInteger`, reference/resize_bilinear.h.
 */
export function bilinearPosition(
  index: number,
  step: number,
  size: number,
  halfPixelCenters: boolean,
): BilinearPosition {
  const scaled = halfPixelCenters ? index * step + Math.trunc(step / 2) - 512 : index * step;
  const lower = Math.max(Math.trunc(scaled / 1024), 0);
  const upper = Math.min(Math.trunc((scaled + 1023) / 1024), size - 1);
  return { lower, upper, weight: scaled - 1024 * lower };
}
