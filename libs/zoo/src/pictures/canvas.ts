import { type RgbPicture, resample } from '@npufarm/scoring';

/** A colour, each part 0..255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A picture that is being drawn, at twice the size it will have so that edges come out smooth. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Gives a canvas filled with one colour for a picture of the size given. */
export function newCanvas(pictureWidth: number, pictureHeight: number, [red, green, blue]: Colour): Canvas {
  const [width, height] = [2 * pictureWidth, 2 * pictureHeight];
  const data = new Uint8ClampedArray(width * height * 3);
  for (let at = 0; at < data.length; at += 3) {
    data[at] = red;
    data[at + 1] = green;
    data[at + 2] = blue;
  }
  return { width, height, data };
}

/** Shrinks a canvas to the picture it stands for. */
export function finishPicture({ width, height, data }: Canvas): RgbPicture {
  return resample({ width, height, data: new Uint8Array(data.buffer) }, width / 2, height / 2, 'lanczos');
}
