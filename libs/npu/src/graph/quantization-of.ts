import { ModelFault } from '../model-fault.js';
import type { GraphTensor } from './graph.js';
import type { OperatorView } from './operator-view.js';

export interface PerTensorQuantization {
  readonly scale: number;
  readonly zeroPoint: number;
}

/**
 * Scale and zero point of a per-tensor quantised tensor.
 *
 * Placement has refused tensors without them before any arithmetic is derived; throws a ModelFault otherwise.
 */
export function perTensorOf(op: OperatorView, tensor: GraphTensor): PerTensorQuantization {
  const scale = tensor.quantization?.scale[0];
  if (scale === undefined || !(scale > 0) || !Number.isFinite(scale)) {
    throw new ModelFault({
      id: 'tensor.quantization',
      rule: 'Every 8-bit tensor carries a positive, finite scale.',
      detail: `tensor ${tensor.id} "${tensor.name}" of operator ${op.index} (${op.builtin}) has ${
        scale === undefined ? 'no quantisation' : `scale ${scale}`
      }`,
      hint: 'Quantise the whole model with a representative data set (full-integer quantisation).',
      operator: op.index,
      tensor: tensor.id,
    });
  }
  return { scale, zeroPoint: tensor.quantization?.zeroPoint[0] ?? 0 };
}
