import { psnr } from './metrics/psnr.js';
import { ssim } from './metrics/ssim.js';
import type { MetricPreset } from './presets/define-preset.js';
import type { RgbPicture } from './rgb-picture.js';

/** How close a super-resolved picture is to its original. */
export interface PairScore {
  /** In dB; null when the compared samples are identical. */
  readonly psnr: number | null;
  readonly ssim: number;
  readonly identical: boolean;
}

/**
 * Scores one super-resolved picture against its original.
 *
 * @param scale enlargement factor, from which a preset may derive its border
 * @throws PictureSizeError when the sizes differ or the preset's border leaves too little
 */
export function scorePair(hr: RgbPicture, sr: RgbPicture, preset: MetricPreset, scale: number): PairScore {
  const options = { crop: preset.crop(scale), channels: preset.channels };
  const { psnr: decibels, identical } = psnr(hr, sr, options);
  return { psnr: decibels, ssim: ssim(hr, sr, options), identical };
}
