import type { GraphTensor } from '../../graph/graph.js';
import type { OperatorView } from '../../graph/operator-view.js';
import { refuseToPrepare } from './refuse-to-prepare.js';

/** An axis of `rank` axes, counted from the end when negative; refused when there is none such. */
export function resolveAxis(op: OperatorView, axis: number, rank: number, tensor?: GraphTensor): number {
  if (axis >= -rank && axis < rank) return axis < 0 ? axis + rank : axis;
  return refuseToPrepare(
    op,
    {
      id: 'operator.axis',
      rule: 'An axis lies inside the rank of its tensor.',
      detail: `axis ${axis} of a tensor of rank ${rank}`,
      hint: 'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.',
    },
    tensor,
  );
}
