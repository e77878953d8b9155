import type { GraphTensor } from '../../graph/graph.js';

/** `tensor 12 "conv1"`: how findings name a tensor. */
export function tensorText(tensor: GraphTensor): string {
  return `tensor ${tensor.id} "${tensor.name}"`;
}
