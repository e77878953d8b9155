import type { EpilogueForm } from '../requantization/pack-epilogue.js';

/** What the code of a direct convolution depends on. */
export interface DirectForm extends EpilogueForm {
  /** Vectors of four output channels. */
  readonly vectors: number;
  /** Bytes from the 16-bit input of one output pixel to that of the next. */
  readonly stepBytes: number;
  readonly outputPixelBytes: number;
}

/**
 * Words of the argument block, in order.
 *
 * A run is a stretch of 16-bit inputs that lie side by side in memory: a kernel row, or one tap where the
 * dilation tears the row apart. All runs have the same length; `runs` holds the address of each.
 */
export const directArguments = {
  output: 0,
  weights: 1,
  epilogue: 2,
  pixels: 3,
  runBytes: 4,
  runCount: 5,
  borderOffset: 6,
  borderBytes: 7,
  borderValue: 8,
  runs: 9,
} as const;
