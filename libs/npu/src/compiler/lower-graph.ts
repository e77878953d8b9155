import type { Graph, GraphNode } from '../graph/graph.js';
import { viewOperator } from '../graph/operator-view.js';
import { invariant } from '../invariant.js';
import type { KernelParameters } from '../kernels/kernel.js';
import { findOperator } from '../ops/index.js';

/** One step of the compiled network: a kernel with its parameters, reading and writing tensors of the graph. */
export interface Operation {
  readonly kernel: string;
  readonly parameters: KernelParameters;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Operators of the model that this step stands for. */
  readonly origins: readonly number[];
}

/** Turns every node into the step that computes it. */
export function lowerGraph(graph: Graph): readonly Operation[] {
  return graph.nodes.map((node) => lowerNode(graph, node));
}

function lowerNode(graph: Graph, node: GraphNode): Operation {
  const definition = findOperator(node.builtin);
  invariant(definition !== undefined, `placement refused ${node.builtin}`);
  const { kernel, parameters, operands } = definition.lower(viewOperator(graph, node));
  const inputs = operands.map((position) => {
    const id = node.inputs[position];
    invariant(id !== undefined && id >= 0, `operand ${position} of ${node.builtin} is present`);
    return id;
  });
  return { kernel, parameters, inputs, outputs: node.outputs, origins: node.origins };
}
