import { describe, expect, it } from 'vitest';
import { psnr } from './psnr.js';
import { ssim } from './ssim.js';
import { disturbed, formulaPicture } from '../testing/formula-picture.js';

// Recorded with scikit-image 0.19.3 (Debian 12) on the same formula pictures, cropped before the call:
// peak_signal_noise_ratio(hr, sr, data_range=255) and structural_similarity(hr, sr, data_range=255, channel_axis=2,
// gaussian_weights=True, use_sample_covariance=False); for `y` on 16 + (65.481 R + 128.553 G + 24.966 B) / 255.
const recorded = [
  {
    width: 64,
    height: 48,
    seed: 1,
    crop: 0,
    channels: 'rgb',
    psnr: 31.823581435856827,
    ssim: 0.9868018010609504,
  },
  {
    width: 64,
    height: 48,
    seed: 1,
    crop: 0,
    channels: 'y',
    psnr: 34.63821322464865,
    ssim: 0.9563576541711439,
  },
  {
    width: 64,
    height: 48,
    seed: 1,
    crop: 3,
    channels: 'rgb',
    psnr: 31.853715313545422,
    ssim: 0.9863560190878715,
  },
  {
    width: 64,
    height: 48,
    seed: 1,
    crop: 3,
    channels: 'y',
    psnr: 34.66627488907725,
    ssim: 0.9552900282790717,
  },
  {
    width: 64,
    height: 48,
    seed: 1,
    crop: 9,
    channels: 'rgb',
    psnr: 31.832646409595313,
    ssim: 0.9863189229694832,
  },
  {
    width: 64,
    height: 48,
    seed: 1,
    crop: 9,
    channels: 'y',
    psnr: 34.64752703036595,
    ssim: 0.9563810559403337,
  },
  {
    width: 37,
    height: 53,
    seed: 2,
    crop: 0,
    channels: 'rgb',
    psnr: 31.798729356973766,
    ssim: 0.9866370222809727,
  },
  {
    width: 37,
    height: 53,
    seed: 2,
    crop: 0,
    channels: 'y',
    psnr: 34.60571202428473,
    ssim: 0.9584316582484963,
  },
  {
    width: 37,
    height: 53,
    seed: 2,
    crop: 3,
    channels: 'rgb',
    psnr: 31.82595946125516,
    ssim: 0.9874646815927967,
  },
  {
    width: 37,
    height: 53,
    seed: 2,
    crop: 3,
    channels: 'y',
    psnr: 34.63857069363005,
    ssim: 0.9589264210613546,
  },
  {
    width: 37,
    height: 53,
    seed: 2,
    crop: 9,
    channels: 'rgb',
    psnr: 31.997075438500787,
    ssim: 0.9878509208331653,
  },
  {
    width: 37,
    height: 53,
    seed: 2,
    crop: 9,
    channels: 'y',
    psnr: 34.78857934735127,
    ssim: 0.9576935777932072,
  },
] as const;

describe('PSNR and SSIM', () => {
  it.each(recorded)(
    'agree with scikit-image on $channels of the $width x $height picture with a crop of $crop',
    ({ width, height, seed, ...expected }) => {
      const hr = formulaPicture(width, height, seed);
      const sr = disturbed(hr);

      expect(psnr(hr, sr, expected).psnr).toBeCloseTo(expected.psnr, 6);
      expect(Math.abs(ssim(hr, sr, expected) - expected.ssim)).toBeLessThan(1e-6);
    },
  );
});
