import type { Graph } from '../graph/graph.js';

/** Index of the first operator that reads or writes a tensor. */
export function firstOperatorAt(graph: Graph, tensor: number): number | undefined {
  return graph.nodes.find(({ inputs, outputs }) => inputs.includes(tensor) || outputs.includes(tensor))
    ?.origins[0];
}
