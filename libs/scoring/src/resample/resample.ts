import { type ResampleFilterName, resampleFilters } from './resample-filters.js';
import { type ResampleTaps, resampleTaps, weightBits } from './resample-taps.js';
import { PictureSizeError } from '../picture-size.error.js';
import type { RgbPicture } from '../rgb-picture.js';

const half = 1 << (weightBits - 1);

/**
 * Resizes a picture: horizontal pass, rounding to 8 bits, vertical pass. The bytes equal Pillow's.
 *
 * A pass whose size does not change is left out.
 *
 * @throws PictureSizeError when a size is not a positive whole number or the picture is empty
 */
export function resample(
  picture: RgbPicture,
  width: number,
  height: number,
  filterName: ResampleFilterName,
): RgbPicture {
  requireSize('resize to', width, height);
  requireSize('resize from', picture.width, picture.height);
  const filter = resampleFilters.find(({ name }) => name === filterName);
  if (filter === undefined) throw new RangeError(`there is no interpolation filter '${filterName}'`);
  const widened =
    width === picture.width
      ? picture
      : resampleRows(picture, width, resampleTaps(picture.width, width, filter));
  return height === picture.height
    ? { width, height, data: widened.data.slice() }
    : resampleColumns(widened, height, resampleTaps(picture.height, height, filter));
}

function requireSize(what: string, width: number, height: number): void {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0)) {
    throw new PictureSizeError(`cannot ${what} ${width}x${height}; both must be whole numbers above 0`);
  }
}

function resampleRows(picture: RgbPicture, width: number, taps: ResampleTaps): RgbPicture {
  const { height, data } = picture;
  const resized = new Uint8Array(width * height * 3);
  const { starts, counts, weights, stride } = taps;
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, to += 3) {
      let at = (y * picture.width + (starts[x] as number)) * 3;
      let red = half;
      let green = half;
      let blue = half;
      const end = x * stride + (counts[x] as number);
      for (let tap = x * stride; tap < end; tap += 1, at += 3) {
        const weight = weights[tap] as number;
        red += (data[at] as number) * weight;
        green += (data[at + 1] as number) * weight;
        blue += (data[at + 2] as number) * weight;
      }
      resized[to] = toByte(red);
      resized[to + 1] = toByte(green);
      resized[to + 2] = toByte(blue);
    }
  }
  return { width, height, data: resized };
}

function resampleColumns(picture: RgbPicture, height: number, taps: ResampleTaps): RgbPicture {
  const { width, data } = picture;
  const rowBytes = width * 3;
  const resized = new Uint8Array(rowBytes * height);
  const sums = new Int32Array(rowBytes);
  const { starts, counts, weights, stride } = taps;
  for (let y = 0; y < height; y += 1) {
    sums.fill(half);
    for (let tap = 0; tap < (counts[y] as number); tap += 1) {
      const weight = weights[y * stride + tap] as number;
      const from = ((starts[y] as number) + tap) * rowBytes;
      for (let at = 0; at < rowBytes; at += 1) {
        sums[at] = (sums[at] as number) + (data[from + at] as number) * weight;
      }
    }
    for (let at = 0; at < rowBytes; at += 1) resized[y * rowBytes + at] = toByte(sums[at] as number);
  }
  return { width, height, data: resized };
}

function toByte(sum: number): number {
  const value = sum >> weightBits;
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
