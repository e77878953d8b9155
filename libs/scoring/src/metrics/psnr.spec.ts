import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { psnr } from './psnr.js';
import { PictureSizeError } from '../picture-size.error.js';
import { disturbed, formulaPicture, plainPicture } from '../testing/formula-picture.js';

describe('psnr', () => {
  it('has no number for identical pictures, and says that they are identical', () => {
    const picture = formulaPicture(8, 8, 3);

    expect(psnr(picture, picture)).toEqual({ psnr: null, identical: true, mse: 0 });
  });

  it('is zero between black and white', () => {
    const result = psnr(plainPicture(4, 4, [0, 0, 0]), plainPicture(4, 4, [255, 255, 255]));

    expect(result).toEqual({ psnr: 0, identical: false, mse: 255 ** 2 });
  });

  it('does not see what lies in the cropped border', () => {
    const hr = plainPicture(5, 5, [9, 9, 9]);
    const data = hr.data.slice();
    data[0] = 200;

    expect(psnr(hr, { ...hr, data }, { crop: 1 }).identical).toBe(true);
    expect(psnr(hr, { ...hr, data }).identical).toBe(false);
  });

  it('does not depend on which picture is called the original', () => {
    const sizes = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(sizes, sizes, fc.nat(50), (width, height, seed) => {
        const hr = formulaPicture(width, height, seed);
        const sr = disturbed(hr);
        expect(psnr(hr, sr)).toEqual(psnr(sr, hr));
      }),
    );
  });

  it('refuses pictures of different sizes and names both', () => {
    expect(() => psnr(formulaPicture(6, 3, 1), formulaPicture(2, 1, 1))).toThrow(/is 2x1, the original 6x3/);
  });

  it('refuses a crop that leaves nothing', () => {
    const picture = formulaPicture(6, 6, 1);

    expect(() => psnr(picture, picture, { crop: 3 })).toThrow(PictureSizeError);
  });

  it('refuses a picture whose bytes do not match its size', () => {
    const picture = { width: 3, height: 3, data: new Uint8Array(26) };

    expect(() => psnr(picture, picture)).toThrow('a picture of 3x3 needs 27 bytes of RGB, this one has 26');
  });
});
