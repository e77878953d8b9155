import type { MetricOptions } from './metric-options.js';
import { ssimAtCrops } from './ssim-at-crops.js';
import type { RgbPicture } from '../rgb-picture.js';

/**
 * Computes the structural similarity of a pair of pictures: 11x11 Gaussian window of sigma 1.5, K1 0.01, K2 0.03,
 * data range 255, biased covariance, mean over the channels and every window inside the picture.
 *
 * Units: 1 for identical pictures, else below.
 *
 * @throws PictureSizeError when the sizes differ or the crop leaves less than one window
 */
export function ssim(hr: RgbPicture, sr: RgbPicture, options: MetricOptions = {}): number {
  const { crop = 0, channels = 'rgb' } = options;
  return ssimAtCrops(hr, sr, channels, [crop])[0] as number;
}
