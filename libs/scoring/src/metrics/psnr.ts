import type { MetricOptions } from './metric-options.js';
import { requireSameSize } from './require-same-size.js';
import { type SamplePlane, samplePlane } from './sample-plane.js';
import { PictureSizeError } from '../picture-size.error.js';
import type { RgbPicture } from '../rgb-picture.js';

/** What {@link psnr} says about a pair of pictures. */
export interface PsnrResult {
  /** In dB; null when the compared samples are identical, since the ratio is then infinite. */
  readonly psnr: number | null;
  readonly identical: boolean;
  /** Mean squared error over all compared samples, on the 0..255 scale. */
  readonly mse: number;
}

/**
 * Computes the peak signal-to-noise ratio of a pair of pictures over all compared samples, peak 255.
 *
 * @throws PictureSizeError when the sizes differ or the crop leaves nothing
 */
export function psnr(hr: RgbPicture, sr: RgbPicture, options: MetricOptions = {}): PsnrResult {
  const { crop = 0, channels = 'rgb' } = options;
  requireSameSize(hr, sr);
  const mse = meanSquaredError(samplePlane(hr, channels), samplePlane(sr, channels), crop);
  const identical = mse === 0;
  return { psnr: identical ? null : 10 * Math.log10(255 ** 2 / mse), identical, mse };
}

function meanSquaredError(hr: SamplePlane, sr: SamplePlane, crop: number): number {
  const rows = hr.height - 2 * crop;
  const rowSamples = (hr.width - 2 * crop) * hr.channels;
  if (rows < 1 || rowSamples < 1) {
    throw new PictureSizeError(
      `a crop of ${crop} leaves nothing of a picture of ${hr.width}x${hr.height}; use a larger picture`,
    );
  }
  let sum = 0;
  for (let row = 0; row < rows; row += 1) {
    const start = ((row + crop) * hr.width + crop) * hr.channels;
    sum += squaredErrors(hr.data, sr.data, start, start + rowSamples);
  }
  return sum / (rows * rowSamples);
}

function squaredErrors(hr: SamplePlane['data'], sr: SamplePlane['data'], start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at += 1) {
    const difference = (hr[at] as number) - (sr[at] as number);
    sum += difference * difference;
  }
  return sum;
}
