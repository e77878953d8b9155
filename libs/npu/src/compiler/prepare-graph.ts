import type { Graph, GraphNode, GraphTensor } from '../graph/graph.js';
import { viewOperator } from '../graph/operator-view.js';
import { ModelFault } from '../model-fault.js';
import { findOperator } from '../ops/index.js';
import type { Issue } from '../reason.js';
import { foldNode } from './fold-node.js';

export interface PreparedGraph {
  /** Without the folded nodes, whose results are constants. */
  readonly graph: Graph;
  /** Nodes that were computed at compile time, in operator order. */
  readonly folded: readonly GraphNode[];
  readonly issues: readonly Issue[];
}

/**
 * Computes every shape from the shapes of the inputs, in operator order, and the values of shape arithmetic with them.
 *
 * `inputShapes` replaces the declared shapes of the model's inputs. An operator that cannot be prepared
 * yields an issue and keeps the shapes that the file declares, so that the operators behind it are still judged.
 */
export function prepareGraph(graph: Graph, inputShapes?: readonly (readonly number[])[]): PreparedGraph {
  const tensors: GraphTensor[] = [...graph.tensors];
  const change = (id: number, part: Pick<Partial<GraphTensor>, 'shape' | 'data'>): void => {
    const tensor = tensors[id];
    if (tensor !== undefined) tensors[id] = { ...tensor, ...part };
  };
  graph.inputs.forEach((id, position) => {
    const shape = inputShapes?.[position];
    if (shape !== undefined) change(id, { shape });
  });
  const issues: Issue[] = [];
  const folded = new Set<GraphNode>();
  const current: Graph = { ...graph, tensors };
  for (const node of graph.nodes) {
    const definition = findOperator(node.builtin);
    if (definition === undefined) continue;
    try {
      const shapes = definition.prepare(viewOperator(current, node));
      if (shapes.length !== node.outputs.length) throw outputCount(node, shapes.length);
      shapes.forEach((shape, position) => change(node.outputs[position] ?? -1, { shape }));
      const results = foldNode(current, node);
      if (results === undefined) continue;
      results.forEach((data, position) => change(node.outputs[position] ?? -1, { data }));
      folded.add(node);
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error;
      issues.push(error.issue);
    }
  }
  return {
    graph: { ...graph, tensors, nodes: graph.nodes.filter((node) => !folded.has(node)) },
    folded: [...folded],
    issues,
  };
}

function outputCount(node: GraphNode, count: number): ModelFault {
  const operator = node.origins[0];
  return new ModelFault({
    id: 'operator.output-count',
    rule: 'An operator has as many outputs as it computes.',
    detail: `operator ${operator} (${node.builtin}) lists ${node.outputs.length} outputs and computes ${count}`,
    hint: 'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.',
    operator,
  });
}
