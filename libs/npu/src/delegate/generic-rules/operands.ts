import type { GraphTensor } from '../../graph/graph.js';
import type { OperatorView } from '../../graph/operator-view.js';

/** All tensors that an operator touches, absent ones left out. */
export function allTensors(op: OperatorView): readonly GraphTensor[] {
  return [...op.inputs, ...op.outputs].filter((tensor) => tensor !== undefined);
}

/** Tensors that are computed at run time. */
export function activations(op: OperatorView): readonly GraphTensor[] {
  return allTensors(op).filter((tensor) => tensor.data === undefined);
}

export function isEightBit(tensor: GraphTensor): boolean {
  return tensor.type === 'INT8' || tensor.type === 'UINT8';
}
