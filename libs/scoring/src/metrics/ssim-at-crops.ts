import { windowRadius } from './gaussian-window.js';
import { requireSameSize } from './require-same-size.js';
import { type MetricChannels, samplePlane } from './sample-plane.js';
import { visitSimilarityRows } from './similarity-rows.js';
import { PictureSizeError } from '../picture-size.error.js';
import type { RgbPicture } from '../rgb-picture.js';

/**
 * Computes the SSIM of a pair of pictures for several border crops in one pass.
 *
 * The windows inside a cropped picture are a subset of those inside the whole one.
 * Shapes: one SSIM per crop, in the order given.
 *
 * @throws PictureSizeError when the sizes differ or a crop leaves less than one 11x11 window
 */
export function ssimAtCrops(
  hr: RgbPicture,
  sr: RgbPicture,
  channels: MetricChannels,
  crops: readonly number[],
): readonly number[] {
  requireSameSize(hr, sr);
  const x = samplePlane(hr, channels);
  const sums = crops.map((crop) => {
    const margin = crop + windowRadius;
    if (Math.min(hr.width, hr.height) <= 2 * margin) {
      throw new PictureSizeError(
        `SSIM with a crop of ${crop} needs a picture of at least ${2 * margin + 1}x${2 * margin + 1}, ` +
          `this one is ${hr.width}x${hr.height}`,
      );
    }
    const windows = (hr.width - 2 * margin) * (hr.height - 2 * margin) * x.channels;
    return { crop, margin, windows, sum: 0 };
  });
  visitSimilarityRows(x, samplePlane(sr, channels), (row, similarity) => {
    for (const region of sums) {
      if (row < region.margin || row >= hr.height - region.margin) continue;
      region.sum += sumInside(similarity, region.crop * x.channels);
    }
  });
  return sums.map(({ sum, windows }) => sum / windows);
}

function sumInside(values: Float32Array, margin: number): number {
  let sum = 0;
  for (let at = margin; at < values.length - margin; at += 1) sum += values[at] as number;
  return sum;
}
