import { constantIntegers } from '../../graph/constant-integers.js';
import type { GraphTensor } from '../../graph/graph.js';
import type { OperatorView } from '../../graph/operator-view.js';
import { refuseToPrepare } from './refuse-to-prepare.js';
import { tensorText } from './tensor-text.js';

/** Refuses indices that are not INT32 or INT64, and constant ones outside the axes that they address in turn. */
export function checkIndices(op: OperatorView, indices: GraphTensor, sizes: readonly number[]): void {
  const refuse = (detail: string): never =>
    refuseToPrepare(
      op,
      {
        id: 'gather.indices',
        rule: 'Indices are INT32 or INT64 and lie inside the axis that they address.',
        detail: `${tensorText(indices)} ${detail}`,
        hint: 'Bound the indices when exporting; TFLite fails on an index outside the axis too.',
      },
      indices,
    );
  if (indices.type !== 'INT32' && indices.type !== 'INT64') refuse(`is ${indices.type}`);
  if (indices.data === undefined) return;
  const values = constantIntegers(op, indices);
  const at = values.findIndex((value, i) => value < 0 || value >= (sizes[i % sizes.length] ?? 0));
  if (at >= 0) refuse(`holds ${values[at]} for an axis of size ${sizes[at % sizes.length]}`);
}
