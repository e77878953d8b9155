import type { PairScore } from './score-pair.js';

/** The score of a set of pictures. */
export interface MeanScore {
  /** In dB, mean over the pictures that differ from their originals; null when none does. */
  readonly psnr: number | null;
  readonly ssim: number;
}

/**
 * Averages the scores of a set's pictures, each picture counting once.
 *
 * @throws RangeError when there is no picture
 */
export function meanScore(scores: readonly PairScore[]): MeanScore {
  if (scores.length === 0) throw new RangeError('a mean score needs at least one picture');
  const decibels = scores.flatMap(({ psnr }) => (psnr === null ? [] : [psnr]));
  return {
    psnr: decibels.length === 0 ? null : mean(decibels),
    ssim: mean(scores.map(({ ssim }) => ssim)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
