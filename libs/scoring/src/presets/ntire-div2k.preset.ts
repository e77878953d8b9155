import { definePreset } from './define-preset.js';

/** The NTIRE challenges' metric on DIV2K: RGB without a border of 6 + scale pixels. */
export const ntireDiv2k = definePreset({
  name: 'ntire-div2k',
  description: 'PSNR and SSIM over RGB, 8 bit, a border of 6 + scale pixels left out',
  channels: 'rgb',
  crop: (scale) => 6 + scale,
});
