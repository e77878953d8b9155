import type { Program } from '../binary/program.js';
import { vs680 } from '../arch/vs680.js';
import { composeLayers } from './compose.js';

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

/** Prices a network under each assumption about its parts of channels; undefined where it has none. */
export function splitHypotheses({ layers }: Program): SplitHypotheses | undefined {
  const copiesUs = layers
    .filter(({ form }) => form === 'view')
    .reduce((sum, { outputBytes }) => sum + outputBytes * vs680.rates.copyUsPerByte, 0);
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
    because:
      'board run 161927 of 2022 has parallel narrow convolutions of a group and lists no TensorCopy; copies, where 130 runs list them, cost 0.2 of their listed time, so that serial is ruled out',
  };
}
