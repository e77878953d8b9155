import type { Program } from '../binary/program.js';
import { vs680 } from '../arch/vs680.js';
import { composeLayers } from './compose.js';
import { copiedPartsUs } from './copied-parts.js';

/** A network's runtime under each assumption about parts of channels (SPLIT, SLICE). Microseconds, NCHW. */
export interface SplitHypotheses {
  /** Parts are read where they lie. */
  readonly freeUs: number;
  /** Parts are copied beside the NN cores, as copies of the board's runs are. */
  readonly overlappedUs: number;
  /** Parts are copied, and nothing runs meanwhile. */
  readonly serialUs: number;
  readonly chosen: 'free';
  readonly because: string;
}

/** Of board rows alone: `npm run calibrate` prints the figures, and a test holds this sentence to them. */
export const because =
  'board run 161927 of 2022 (XCAT, convolutions over parts of channels) lists no TensorCopy, and its listed layers compose to 10.1 ms where 8.8 ms were measured in NCHW, 30.0 ms where 30.2 ms were measured in NHWC, which leaves nothing for copies; over the 127 runs that list copies, the runtime grows by 0.20 ± 0.14 of their listed time, so that serial is ruled out';

/** Prices a network under each assumption about its parts of channels; undefined where it has none. */
export function splitHypotheses({ layers }: Program): SplitHypotheses | undefined {
  const copiesUs = copiedPartsUs(layers, vs680);
  if (copiesUs === 0) return undefined;
  const freeUs = composeLayers(layers, vs680, 'typical').reduce(
    (sum, { effectiveUs }) => sum + effectiveUs,
    0,
  );
  return {
    freeUs: Math.round(freeUs),
    overlappedUs: Math.round(freeUs + copiesUs * vs680.composition.copy),
    serialUs: Math.round(freeUs + copiesUs),
    chosen: 'free',
    because,
  };
}
