import type { GraphTensor } from '../../graph/graph.js';
import type { OperatorView } from '../../graph/operator-view.js';
import { ModelFault } from '../../model-fault.js';
import type { Reason } from '../../reason.js';

/** Throws the ModelFault of an operator that TFLite itself refuses to prepare, with the operator named in front. */
export function refuseToPrepare(op: OperatorView, reason: Reason, tensor?: GraphTensor): never {
  throw new ModelFault({
    ...reason,
    detail: `operator ${op.index} (${op.builtin}): ${reason.detail}`,
    operator: op.index,
    tensor: tensor?.id,
  });
}
