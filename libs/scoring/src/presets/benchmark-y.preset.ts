import { definePreset } from './define-preset.js';

/** The metric of the Set5, Set14 and B100 tables: unrounded luma without a border of scale pixels. */
export const benchmarkY = definePreset({
  name: 'benchmark-y',
  description: 'PSNR and SSIM over BT.601 luma, unrounded, a border of scale pixels left out',
  channels: 'y',
  crop: (scale) => scale,
});
