import { IndexFault } from '../index-fault.js';
import { defineKernel } from '../kernel.js';
import { indicesOf } from './indices-of.js';

export type GatherNdParameters = {
  /** Sizes of the leading axes that an index tuple addresses. */
  readonly sizes: readonly number[];
  readonly tuples: number;
  readonly runBytes: number;
};

/**
 * Picks slices by tuples of indices.
 *
 * Throws IndexFault for an index outside its axis. Source: TFLite kernels/gather_nd.cc, `reference_ops::GatherNd`.
 */
export const gatherNd = defineKernel<GatherNdParameters>({
  name: 'gather-nd',
  run({ sizes, tuples, runBytes }, [table, positions], [output]) {
    if (table === undefined || positions === undefined || output === undefined) return;
    const picks = indicesOf(positions);
    for (let tuple = 0; tuple < tuples; tuple++) {
      let slice = 0;
      sizes.forEach((size, axis) => {
        const pick = picks[tuple * sizes.length + axis] as number;
        if (pick < 0 || pick >= size) throw new IndexFault(pick, size);
        slice = slice * size + pick;
      });
      const from = slice * runBytes;
      output.bytes.set(table.bytes.subarray(from, from + runBytes), tuple * runBytes);
    }
  },
});
