import type { Issue } from '../reason.js';
import type { Graph, GraphNode } from './graph.js';

const hint =
  'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.';

/**
 * Issues of a graph that cannot be executed in the order of its operators: tensors read before they are
 * computed (which also rules out cycles), computed twice, or computed over a constant or an input.
 */
export function checkOrder(graph: Graph): readonly Issue[] {
  const issues: Issue[] = [];
  const known = new Set(graph.inputs);
  for (const tensor of graph.tensors) if (tensor.data !== undefined) known.add(tensor.id);
  for (const node of graph.nodes) {
    // Scratch operands of a vendor's custom operator are computed by nobody; the operator itself is refused.
    for (const id of node.customCode === undefined ? node.inputs : []) {
      if (id >= 0 && !known.has(id))
        issues.push(issueOf(graph, node, id, 'reads', 'which nothing has computed yet'));
    }
    for (const id of node.outputs) {
      if (known.has(id))
        issues.push(issueOf(graph, node, id, 'writes', 'which is an input, a constant or already computed'));
      known.add(id);
    }
  }
  for (const id of graph.outputs) {
    if (known.has(id)) continue;
    issues.push({
      id: 'graph.output-not-computed',
      rule: 'Every output of the model is computed by an operator.',
      detail: `output tensor ${id} "${graph.tensors[id]?.name}" is never computed`,
      hint,
      tensor: id,
    });
  }
  return issues;
}

function issueOf(graph: Graph, node: GraphNode, id: number, verb: string, what: string): Issue {
  const operator = node.origins[0];
  return {
    id: 'graph.order',
    rule: 'Operators stand in the order in which they can be executed, and each tensor is computed once.',
    detail: `operator ${operator} (${node.builtin}) ${verb} tensor ${id} "${graph.tensors[id]?.name}", ${what}`,
    hint,
    operator,
    tensor: id,
  };
}
