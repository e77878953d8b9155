import type { Graph, GraphTensor } from '../graph/graph.js';
import { viewOperator } from '../graph/operator-view.js';
import { ModelFault } from '../model-fault.js';
import { findOperator } from '../ops/index.js';
import type { Issue } from '../reason.js';

export interface PreparedGraph {
  readonly graph: Graph;
  readonly issues: readonly Issue[];
}

/**
 * Computes every shape from the shapes of the inputs, in operator order.
 *
 * `inputShapes` replaces the declared shapes of the model's inputs. An operator that cannot be prepared
 * yields an issue and keeps the shapes that the file declares, so that the operators behind it are still judged.
 */
export function prepareGraph(graph: Graph, inputShapes?: readonly (readonly number[])[]): PreparedGraph {
  const tensors: GraphTensor[] = [...graph.tensors];
  const resize = (id: number, shape: readonly number[]): void => {
    const tensor = tensors[id];
    if (tensor !== undefined) tensors[id] = { ...tensor, shape };
  };
  graph.inputs.forEach((id, position) => {
    const shape = inputShapes?.[position];
    if (shape !== undefined) resize(id, shape);
  });
  const issues: Issue[] = [];
  for (const node of graph.nodes) {
    const definition = findOperator(node.builtin);
    if (definition === undefined) continue;
    try {
      const shapes = definition.prepare(viewOperator({ ...graph, tensors }, node));
      node.outputs.forEach((id, position) => {
        const shape = shapes[position];
        if (shape !== undefined) resize(id, shape);
      });
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error;
      issues.push(error.issue);
    }
  }
  return { graph: { ...graph, tensors }, issues };
}
