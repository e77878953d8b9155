import { IndexFault } from '../index-fault.js';
import { defineKernel } from '../kernel.js';
import { indicesOf } from './indices-of.js';

export type GatherParameters = {
  /** The table as [batches, rows, axis, run]; indices as [batches, indices]. */
  readonly batches: number;
  readonly rows: number;
  readonly axisSize: number;
  readonly runBytes: number;
  readonly indices: number;
};

/**
 * Picks slices of an axis by index.
 *
 * Throws IndexFault for an index outside the axis. Source: TFLite kernels/gather.cc, `optimized_ops::Gather`.
 */
export const gather = defineKernel<GatherParameters>({
  name: 'gather',
  run({ batches, rows, axisSize, runBytes, indices }, [table, positions], [output]) {
    if (table === undefined || positions === undefined || output === undefined) return;
    const picks = indicesOf(positions);
    const odd = picks.find((index) => index < 0 || index >= axisSize);
    if (odd !== undefined) throw new IndexFault(odd, axisSize);
    let to = 0;
    for (let batch = 0; batch < batches; batch++) {
      for (let row = 0; row < rows; row++) {
        for (let i = 0; i < indices; i++) {
          const pick = picks[batch * indices + i] as number;
          const from = ((batch * rows + row) * axisSize + pick) * runBytes;
          output.bytes.set(table.bytes.subarray(from, from + runBytes), to);
          to += runBytes;
        }
      }
    }
  },
});
