import { bicubicFilter } from './bicubic.filter.js';
import { lanczosFilter } from './lanczos.filter.js';

/** Every interpolation filter. */
export const resampleFilters = [bicubicFilter, lanczosFilter] as const;

/** The name of an interpolation filter. */
export type ResampleFilterName = (typeof resampleFilters)[number]['name'];
