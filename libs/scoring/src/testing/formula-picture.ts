import type { RgbPicture } from '../rgb-picture.js';

/**
 * Draws a picture by formula, so that values recorded with other software can be repeated without storing pictures.
 *
 * Shapes: [height, width, 3]. The seed varies the texture.
 */
export function formulaPicture(width: number, height: number, seed: number): RgbPicture {
  return draw(width, height, (x, y, channel) => {
    const ramp = (x * 3 + y * 2 + channel * 40 + seed * 11) % 101;
    const texture = (x * x + 3 * y * y + x * y * (seed + 1) + channel * 7) % 61;
    const tile = (Math.floor(x / 9) + Math.floor(y / 7) + channel) % 2 === 0 ? 90 : 0;
    return ramp + texture + tile;
  });
}

/** Disturbs every sample of a picture by -11..11, by formula. */
export function disturbed({ width, height, data }: RgbPicture): RgbPicture {
  return draw(width, height, (x, y, channel) => {
    const sample = data[(y * width + x) * 3 + channel] as number;
    return sample + ((x * 5 + y * 3 + x * y + channel * 2) % 23) - 11;
  });
}

/** Fills a picture with one colour. */
export function plainPicture(
  width: number,
  height: number,
  colour: readonly [number, number, number],
): RgbPicture {
  return draw(width, height, (_x, _y, channel) => colour[channel] as number);
}

function draw(
  width: number,
  height: number,
  sample: (x: number, y: number, channel: number) => number,
): RgbPicture {
  const data = new Uint8Array(width * height * 3);
  for (let index = 0; index < data.length; index += 1) {
    const pixel = Math.floor(index / 3);
    data[index] = Math.min(255, Math.max(0, sample(pixel % width, Math.floor(pixel / width), index % 3)));
  }
  return { width, height, data };
}
