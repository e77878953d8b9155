import { defineFilter } from './define-filter.js';

/**
 * The Lanczos filter with three lobes, sinc(x)·sinc(x / 3).
 *
 * Source: Turkowski, Filters for Common Resampling Tasks, Graphics Gems I.
 */
export const lanczosFilter = defineFilter({
  name: 'lanczos',
  support: 3,
  weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0),
});

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
}
