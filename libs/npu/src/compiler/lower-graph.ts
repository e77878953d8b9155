import type { Placement } from '../delegate/placement.js';
import type { Graph, GraphNode } from '../graph/graph.js';
import { viewOperator } from '../graph/operator-view.js';
import { invariant } from '../invariant.js';
import { findOperator } from '../ops/index.js';
import type { Operation, OperationList } from './operation-list.js';

/** Turns every node into the step that computes it. */
export function lowerGraph(graph: Graph, placements: readonly Placement[]): OperationList {
  return {
    tensors: graph.tensors,
    operations: graph.nodes.map((node, index) => lowerNode(graph, node, placements[index])),
    inputs: graph.inputs,
    outputs: graph.outputs,
  };
}

function lowerNode(graph: Graph, node: GraphNode, placement: Placement | undefined): Operation {
  const definition = findOperator(node.builtin);
  invariant(definition !== undefined, `placement refused ${node.builtin}`);
  const { kernel, parameters, operands } = definition.lower(viewOperator(graph, node));
  const inputs = operands.map((position) => {
    const id = node.inputs[position];
    invariant(id !== undefined && id >= 0, `operand ${position} of ${node.builtin} is present`);
    return id;
  });
  const unit = placement?.unit === 'cpu' ? 'cpu' : 'npu';
  return { kernel, parameters, inputs, outputs: node.outputs, unit, origins: node.origins };
}
