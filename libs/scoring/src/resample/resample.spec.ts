import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bicubic } from './bicubic.js';
import { resample } from './resample.js';
import type { ResampleFilterName } from './resample-filters.js';
import { formulaPicture, plainPicture } from '../testing/formula-picture.js';

interface Recorded {
  readonly from: readonly [width: number, height: number, seed: number];
  readonly to: readonly [width: number, height: number];
  readonly filter: ResampleFilterName;
  readonly sha256: string;
}

// SHA-256 of the bytes that Pillow 9.4.0's Image.resize gives on the same formula pictures (width, height, seed).
const recorded: readonly Recorded[] = [
  {
    from: [64, 48, 1],
    to: [21, 16],
    filter: 'bicubic',
    sha256: 'bfcdbd93db88a70caeb6d92ebec697ed37b58c959dbfaed4f7ceb3b6775c1fca',
  },
  {
    from: [64, 48, 1],
    to: [21, 16],
    filter: 'lanczos',
    sha256: 'b7d87932414a0c6344a8f20a6babdaa4708a6f6eb5ec452698382bb0b170895c',
  },
  {
    from: [64, 48, 1],
    to: [64, 16],
    filter: 'bicubic',
    sha256: 'e733a9171da0d33a83b710be2f48f44b5508da5dfe0c3145f9f1515b8d1f4f5b',
  },
  {
    from: [64, 48, 1],
    to: [64, 16],
    filter: 'lanczos',
    sha256: '2d802ce34cf4f8baa8a66135173ccda2a25b45bfa92982a74837063021f97f28',
  },
  {
    from: [64, 48, 1],
    to: [150, 48],
    filter: 'bicubic',
    sha256: '8863c8cd79be4bc9e5b7a2856496e46aa3f035bc225a8c4b66a4244df9eba3f5',
  },
  {
    from: [64, 48, 1],
    to: [150, 48],
    filter: 'lanczos',
    sha256: '313ea7986020d6a5d5b30454b51052d6709e890636b612ac767ca51e90789784',
  },
  {
    from: [37, 53, 2],
    to: [111, 159],
    filter: 'bicubic',
    sha256: '0028060f0d60814c94378ffc77915c6a1ace60d434a5fecc539e09e241078e4a',
  },
  {
    from: [37, 53, 2],
    to: [111, 159],
    filter: 'lanczos',
    sha256: 'b94a729310e25a416e236cdcbcadd81f7b486ce3757f4587cb65ad80dfe06b1e',
  },
  {
    from: [37, 53, 2],
    to: [40, 7],
    filter: 'bicubic',
    sha256: '049e3d7ad6815c18bae844cb74defd992de856d5d5432deb810d2d54d2faf14e',
  },
  {
    from: [37, 53, 2],
    to: [40, 7],
    filter: 'lanczos',
    sha256: 'be2263214baf18112dc3fed2eb86b04a87e73a150da7c5970308e78f449fe136',
  },
  {
    from: [37, 53, 2],
    to: [1, 1],
    filter: 'bicubic',
    sha256: 'f8334c3839d874a92d6cac125c6edb789f1ce8901e24099f5793c004ca8f918d',
  },
  {
    from: [37, 53, 2],
    to: [1, 1],
    filter: 'lanczos',
    sha256: 'f8334c3839d874a92d6cac125c6edb789f1ce8901e24099f5793c004ca8f918d',
  },
];

const size = fc.integer({ min: 1, max: 20 });
const filter = fc.constantFrom<ResampleFilterName>('bicubic', 'lanczos');

describe('resample', () => {
  it.each(recorded)(
    'gives the bytes of Pillow for $filter from $from to $to',
    ({ from, to, filter: name, sha256 }) => {
      const picture = resample(formulaPicture(...from), ...to, name);

      expect(createHash('sha256').update(picture.data).digest('hex')).toBe(sha256);
    },
  );

  it('keeps a plain picture plain', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(size, size, size, size, byte, filter, (width, height, toWidth, toHeight, value, name) => {
        const resized = resample(plainPicture(width, height, [value, value, value]), toWidth, toHeight, name);
        expect(resized.data.every((sample) => sample === value)).toBe(true);
      }),
    );
  });

  it('gives a copy when the size stays', () => {
    const picture = formulaPicture(9, 7, 2);

    const copy = bicubic(picture, 9, 7);

    expect(copy).toEqual(picture);
    expect(copy.data.buffer).not.toBe(picture.data.buffer);
  });

  it.each([
    [0, 5],
    [2.5, 5],
    [5, -1],
  ])('refuses to resize to %dx%d', (width, height) => {
    expect(() => bicubic(formulaPicture(4, 4, 1), width, height)).toThrow(
      `cannot resize to ${width}x${height}`,
    );
  });
});
