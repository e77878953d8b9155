import { ModelFault } from '../model-fault.js';
import type { GraphTensor } from './graph.js';
import type { OperatorView } from './operator-view.js';

/**
 * The values of a constant INT32 or INT64 operand such as a shape, axes or paddings.
 *
 * Throws a ModelFault naming operator and tensor when it is computed at run time or holds other types.
 */
export function constantIntegers(op: OperatorView, tensor: GraphTensor): readonly number[] {
  const { data } = tensor;
  if (data === undefined || (tensor.type !== 'INT32' && tensor.type !== 'INT64')) {
    throw new ModelFault({
      id: 'operator.operand-not-constant',
      rule: 'Shapes, axes, paddings and block sizes are constants of type INT32 or INT64.',
      detail: `tensor ${tensor.id} "${tensor.name}" of operator ${op.index} (${op.builtin}) is ${
        data === undefined ? 'computed at run time' : `of type ${tensor.type}`
      }`,
      hint: 'Export the model with fixed shapes, so that the converter can fold this operand to a constant.',
      operator: op.index,
      tensor: tensor.id,
    });
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const bytes = tensor.type === 'INT32' ? 4 : 8;
  return Array.from({ length: Math.floor(data.byteLength / bytes) }, (_, i) =>
    bytes === 4 ? view.getInt32(i * 4, true) : Number(view.getBigInt64(i * 8, true)),
  );
}
