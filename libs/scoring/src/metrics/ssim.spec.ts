import { describe, expect, it } from 'vitest';
import { ssim } from './ssim.js';
import { ssimAtCrops } from './ssim-at-crops.js';
import { disturbed, formulaPicture, plainPicture } from '../testing/formula-picture.js';
import type { RgbPicture } from '../rgb-picture.js';

function cropped({ width, height, data }: RgbPicture, crop: number): RgbPicture {
  const rows = Array.from({ length: height - 2 * crop }, (_, row) => {
    const start = ((row + crop) * width + crop) * 3;
    return [...data.subarray(start, start + (width - 2 * crop) * 3)];
  });
  return { width: width - 2 * crop, height: height - 2 * crop, data: Uint8Array.from(rows.flat()) };
}

describe('ssim', () => {
  it('is 1 for identical pictures', () => {
    const picture = formulaPicture(23, 17, 4);

    expect(ssim(picture, picture)).toBe(1);
  });

  it.each([
    [0, 255],
    [250, 255],
    [0, 1],
  ])('of two plain pictures of %d and %d is the luminance term alone', (x, y) => {
    const c1 = (0.01 * 255) ** 2;
    const expected = (2 * x * y + c1) / (x * x + y * y + c1);

    expect(ssim(plainPicture(16, 16, [x, x, x]), plainPicture(16, 16, [y, y, y]))).toBeCloseTo(expected, 5);
  });

  it('works on the smallest picture that holds one window', () => {
    const picture = formulaPicture(11, 11, 2);

    expect(ssim(picture, disturbed(picture))).toBeLessThan(1);
  });

  it('gives for several crops at once what it gives for pictures cropped beforehand', () => {
    const hr = formulaPicture(41, 33, 6);
    const sr = disturbed(hr);

    const values = ssimAtCrops(hr, sr, 'rgb', [0, 3, 9]);

    expect(values[0]).toBe(ssim(hr, sr));
    expect(values[1]).toBeCloseTo(ssim(cropped(hr, 3), cropped(sr, 3)), 7);
    expect(values[2]).toBeCloseTo(ssim(cropped(hr, 9), cropped(sr, 9)), 7);
  });

  it('refuses a picture without room for one window, naming the size it needs', () => {
    const picture = formulaPicture(20, 16, 1);

    expect(() => ssim(picture, picture, { crop: 3 })).toThrow(
      'SSIM with a crop of 3 needs a picture of at least 17x17, this one is 20x16',
    );
  });
});
