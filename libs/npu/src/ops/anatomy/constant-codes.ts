import type { GraphTensor } from '../../graph/graph.js';
import { invariant } from '../../invariant.js';

/** The codes of a constant 8-bit tensor; a copy of its own alignment is never needed. */
export function constantWeights(tensor: GraphTensor): Int8Array | Uint8Array {
  const { data } = tensor;
  invariant(data !== undefined, `tensor ${tensor.id} is constant`);
  return tensor.type === 'UINT8' ? data : new Int8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** The values of a constant INT32 tensor, such as a bias. */
export function constantInt32(tensor: GraphTensor): Int32Array {
  const { data } = tensor;
  invariant(data !== undefined, `tensor ${tensor.id} is constant`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Int32Array.from({ length: data.byteLength >> 2 }, (_, i) => view.getInt32(i * 4, true));
}
