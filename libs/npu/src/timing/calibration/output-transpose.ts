import type { Upload } from './board-run.js';

/**
 * What transposing the output costs: the median difference of an upload's runtimes in both layouts, where the input
 * needs no transpose of its own. Microseconds for a full-HD picture.
 */
export function outputTransposeUs(uploads: readonly Upload[]): number {
  const differences = uploads
    .flatMap(({ nchw, nhwc }) =>
      nchw !== undefined && nhwc?.transposes === 1 ? [nhwc.totalUs - nchw.totalUs] : [],
    )
    .toSorted((a, b) => a - b);
  return differences[Math.floor(differences.length / 2)] ?? 0;
}
