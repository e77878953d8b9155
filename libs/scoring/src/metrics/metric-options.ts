import type { MetricChannels } from './sample-plane.js';

/** How a pair of pictures is compared. */
export interface MetricOptions {
  /** Pixels left out at each border; default 0. */
  readonly crop?: number;
  /** Default `rgb`. */
  readonly channels?: MetricChannels;
}
