import type { GraphTensor } from '../../../graph/graph.js';

/** The values of a constant INT32 tensor; `undefined` for anything else, since a rewrite just does not apply then. */
export function constantValues(tensor: GraphTensor | undefined): readonly number[] | undefined {
  if (tensor?.data === undefined || tensor.type !== 'INT32') return undefined;
  const view = new DataView(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength);
  return Array.from({ length: tensor.data.byteLength >> 2 }, (_, i) => view.getInt32(i * 4, true));
}
