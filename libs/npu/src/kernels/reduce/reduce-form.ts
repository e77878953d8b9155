import type { EpilogueForm } from '../requantization/pack-epilogue.js';

/** What the code of a reduction depends on. */
export interface ReduceForm {
  /** How sums become codes; `undefined` for a maximum. */
  readonly sum: EpilogueForm | undefined;
  /** Axes around the innermost one, from outer to inner. */
  readonly keptAxes: number;
  readonly reducedAxes: number;
  /** Flipped in every byte: 128 turns unsigned codes into signed ones and back. */
  readonly flip: number;
}

/**
 * Words of the argument block, in order.
 *
 * `size` is that of the innermost axis. Then come three words per kept axis, size and the steps of reading and
 * writing, and two per reduced axis, size and step. `masks` points at sixteen bytes of ones and sixteen of zeros;
 * `scratch` at sixteen bytes.
 */
export const reduceArguments = {
  source: 0,
  target: 1,
  epilogue: 2,
  masks: 3,
  scratch: 4,
  size: 5,
  axes: 6,
} as const;

export const reduceMasks = Uint8Array.from({ length: 32 }, (_, index) => (index < 16 ? 255 : 0));
