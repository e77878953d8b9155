import { PictureSizeError } from '../picture-size.error.js';
import type { RgbPicture } from '../rgb-picture.js';

/**
 * Requires two pictures to be of one size.
 *
 * @throws PictureSizeError naming both sizes
 */
export function requireSameSize(hr: RgbPicture, sr: RgbPicture): void {
  if (hr.width !== sr.width || hr.height !== sr.height) {
    throw new PictureSizeError(
      `the super-resolved picture is ${sr.width}x${sr.height}, the original ${hr.width}x${hr.height}; ` +
        'they must be of the same size',
    );
  }
}
