import type { RgbPicture } from '../rgb-picture.js';

/**
 * Computes the BT.601 studio-range luma of a picture, unrounded.
 *
 * Shapes: [height, width, 3] → [height, width]. Units: 16 (black) to 235 (white).
 * Source: ITU-R BT.601-7; the weights as benchmark scripts print them (65.481, 128.553, 24.966).
 */
export function luma(picture: RgbPicture): Float64Array {
  const { data } = picture;
  const samples = new Float64Array(picture.width * picture.height);
  for (let index = 0, at = 0; index < samples.length; index += 1, at += 3) {
    const red = data[at] as number;
    const green = data[at + 1] as number;
    const blue = data[at + 2] as number;
    samples[index] = 16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255;
  }
  return samples;
}
