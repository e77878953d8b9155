import { psnr } from './metrics/psnr.js';
import type { MetricChannels } from './metrics/sample-plane.js';
import { ssimAtCrops } from './metrics/ssim-at-crops.js';
import type { RgbPicture } from './rgb-picture.js';
import type { PairScore } from './score-pair.js';

/** The border crops whose scores are shown side by side, in pixels. */
export const shownCrops = [0, 3, 9] as const;

/** A border crop whose scores are shown. */
export type ShownCrop = (typeof shownCrops)[number];

/**
 * Scores one super-resolved picture for each of the {@link shownCrops}.
 *
 * @throws PictureSizeError when the sizes differ or the largest crop leaves too little
 */
export function scoreAtCrops(
  hr: RgbPicture,
  sr: RgbPicture,
  channels: MetricChannels = 'rgb',
): Readonly<Record<ShownCrop, PairScore>> {
  const similarities = ssimAtCrops(hr, sr, channels, shownCrops);
  const score = (crop: ShownCrop): PairScore => {
    const { psnr: decibels, identical } = psnr(hr, sr, { crop, channels });
    return { psnr: decibels, ssim: similarities[shownCrops.indexOf(crop)] as number, identical };
  };
  return { 0: score(0), 3: score(3), 9: score(9) };
}
