import { definePreset } from './define-preset.js';

/** The Mobile AI challenges' metric: all pixels of all three colours. */
export const mai = definePreset({
  name: 'mai',
  description: 'PSNR and SSIM over RGB, 8 bit, no border left out',
  channels: 'rgb',
  crop: () => 0,
});
