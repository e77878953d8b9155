import type { MetricPreset } from './define-preset.js';
import { metricPresets } from './metric-presets.js';

/**
 * Gets the metric preset of a name.
 *
 * @throws RangeError naming the presets there are
 */
export function getPreset(name: string): MetricPreset {
  const preset = metricPresets.find((candidate) => candidate.name === name);
  if (preset === undefined) {
    const names = metricPresets.map((candidate) => candidate.name).join(', ');
    throw new RangeError(`there is no metric preset '${name}'; use one of ${names}`);
  }
  return preset;
}
