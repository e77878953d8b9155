import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bicubic, psnr, resample, type RgbPicture } from '@npufarm/scoring';
import { describe, expect, it } from 'vitest';
import { readPicture } from './read-picture.js';

const directory = '../shared/images';

// Bicubic PSNR as Pillow 12.3 gives it: shrink with Lanczos to cover 1920x1080, crop the centre, down and up by 3.
const recorded = [
  { file: 'life_by_Aitzol_Berasategi.jpg', decibels: 23.97 },
  { file: 'Picture_0B_by_freespace.jpg', decibels: 30.28 },
];

function centre({ width, height, data }: RgbPicture, cropWidth: number, cropHeight: number): RgbPicture {
  const left = Math.floor((width - cropWidth) / 2);
  const top = Math.floor((height - cropHeight) / 2);
  const cropped = new Uint8Array(cropWidth * cropHeight * 3);
  for (let y = 0; y < cropHeight; y += 1) {
    const start = ((y + top) * width + left) * 3;
    cropped.set(data.subarray(start, start + cropWidth * 3), y * cropWidth * 3);
  }
  return { width: cropWidth, height: cropHeight, data: cropped };
}

describe.skipIf(!existsSync(directory))('bicubic on photographs (needs ../shared/images)', () => {
  it.each(recorded)(
    'of $file gives $decibels dB',
    async ({ file, decibels }) => {
      const photograph = await readPicture(join(directory, file));
      const shrink = Math.max(1920 / photograph.width, 1080 / photograph.height);
      const [width, height] = [Math.round(photograph.width * shrink), Math.round(photograph.height * shrink)];
      const hr = centre(resample(photograph, width, height, 'lanczos'), 1920, 1080);

      const enlarged = bicubic(bicubic(hr, 640, 360), 1920, 1080);

      expect(psnr(hr, enlarged).psnr).toBeCloseTo(decibels, 2);
    },
    60_000,
  );
});
