import { benchmarkY } from './benchmark-y.preset.js';
import { mai } from './mai.preset.js';
import { ntireDiv2k } from './ntire-div2k.preset.js';

/** Every metric preset; the first one is the default. */
export const metricPresets = [mai, ntireDiv2k, benchmarkY] as const;

/** The name of a metric preset. */
export type MetricPresetName = (typeof metricPresets)[number]['name'];
