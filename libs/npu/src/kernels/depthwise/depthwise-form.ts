import type { EpilogueForm } from '../requantization/pack-epilogue.js';

/** What the code of a depthwise convolution depends on. */
export interface DepthwiseForm extends EpilogueForm {
  /** Bytes of a pixel of the output, and of the input: four, or a multiple of eight. */
  readonly pixelBytes: number;
  readonly strideWidth: number;
}

/**
 * Words of the argument block, in order.
 *
 * Taps come in pairs; `taps` holds the address of each tap's first pixel. An odd number is filled up with a tap of
 * zero weights.
 */
export const depthwiseArguments = {
  output: 0,
  weights: 1,
  epilogue: 2,
  pixels: 3,
  tapPairs: 4,
  borderOffset: 5,
  borderBytes: 6,
  borderValue: 7,
  taps: 8,
} as const;

/** Channels that are summed together. */
export function channelsAtOnce({ pixelBytes }: Pick<DepthwiseForm, 'pixelBytes'>): 4 | 8 {
  return pixelBytes === 4 ? 4 : 8;
}

/** Pixels that are summed together: eight sums are alive at a time. */
export function pixelsAtOnce(form: Pick<DepthwiseForm, 'pixelBytes'>): number {
  return 32 / channelsAtOnce(form);
}
