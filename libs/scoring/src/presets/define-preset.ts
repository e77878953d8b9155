import type { MetricChannels } from '../metrics/sample-plane.js';

/** How a phase compares super-resolved pictures with the originals. */
export interface MetricPreset<Name extends string = string> {
  readonly name: Name;
  /** One sentence that is printed under a table of results. */
  readonly description: string;
  readonly channels: MetricChannels;
  /** Pixels left out at each border for an enlargement by `scale`. */
  readonly crop: (scale: number) => number;
}

/** Declares a metric preset, keeping its name as a literal type. */
export function definePreset<const Name extends string>(preset: MetricPreset<Name>): MetricPreset<Name> {
  return preset;
}
