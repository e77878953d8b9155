import { resample } from './resample.js';
import type { RgbPicture } from '../rgb-picture.js';

/**
 * Resizes a picture with the bicubic filter that low-resolution pictures and the bicubic baseline are made with.
 *
 * @throws PictureSizeError when a size is not a positive whole number
 */
export function bicubic(picture: RgbPicture, width: number, height: number): RgbPicture {
  return resample(picture, width, height, 'bicubic');
}
