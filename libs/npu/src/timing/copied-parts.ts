import type { TimingCoefficients } from './coefficients.js';
import type { Layer } from './layer.js';

/** Listed microseconds that parts of channels (SPLIT, SLICE) would take if they were copied instead of read in place. */
export function copiedPartsUs(layers: readonly Layer[], { rates }: TimingCoefficients): number {
  return layers
    .filter(({ form }) => form === 'view')
    .reduce((sum, { outputBytes }) => sum + outputBytes * rates.copyUsPerByte, 0);
}
