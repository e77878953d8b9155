import { luma } from './luma.js';
import { PictureSizeError } from '../picture-size.error.js';
import type { RgbPicture } from '../rgb-picture.js';

/** What a metric looks at: the three colours as they are, or BT.601 luma. */
export type MetricChannels = 'rgb' | 'y';

/**
 * The samples a metric compares.
 *
 * Shapes: data holds height x width x channels samples, channels interleaved. Units: 0..255.
 */
export interface SamplePlane {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array | Float64Array;
}

/**
 * Takes the samples of a picture that a metric compares.
 *
 * @throws PictureSizeError when the picture's bytes do not match its width and height
 */
export function samplePlane(picture: RgbPicture, channels: MetricChannels): SamplePlane {
  const { width, height, data } = picture;
  if (data.length !== width * height * 3) {
    throw new PictureSizeError(
      `a picture of ${width}x${height} needs ${width * height * 3} bytes of RGB, this one has ${data.length}`,
    );
  }
  return channels === 'rgb'
    ? { width, height, channels: 3, data }
    : { width, height, channels: 1, data: luma(picture) };
}
