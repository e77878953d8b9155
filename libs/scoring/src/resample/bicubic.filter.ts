import { defineFilter } from './define-filter.js';

const a = -0.5;

/**
 * The cubic convolution filter with a = -0.5.
 *
 * Source: Keys, Cubic Convolution Interpolation for Digital Image Processing.
 */
export const bicubicFilter = defineFilter({
  name: 'bicubic',
  support: 2,
  weight: (distance) => {
    const x = Math.abs(distance);
    if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
    if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
    return 0;
  },
});
