import type { Graph, GraphNode, GraphTensor } from '../../graph/graph.js';
import type { Issue } from '../../reason.js';

/** A rule about the model as a whole, asked before any operator is placed; it names the cause of what would follow. */
export interface ModelRule {
  readonly id: string;
  readonly rule: string;
  readonly hint: string;
  check(
    model: ModelSummary,
  ): { readonly detail: string; readonly operator?: number; readonly tensor?: number } | undefined;
}

export interface ModelSummary {
  readonly graph: Graph;
  readonly subgraphCount: number;
}

/** The first rule that the model breaks: the others would only repeat it. */
export function findModelIssue(rules: readonly ModelRule[], model: ModelSummary): Issue | undefined {
  for (const rule of rules) {
    const finding = rule.check(model);
    if (finding !== undefined) return { id: rule.id, rule: rule.rule, hint: rule.hint, ...finding };
  }
  return undefined;
}

/** Nodes with the tensors that they compute from and into. */
export function activationsOf(graph: Graph, node: GraphNode): readonly GraphTensor[] {
  return [...node.inputs, ...node.outputs]
    .map((id) => graph.tensors[id])
    .filter((tensor) => tensor !== undefined)
    .filter((tensor) => tensor.data === undefined);
}

export function constantsOf(graph: Graph, node: GraphNode): readonly GraphTensor[] {
  return node.inputs
    .map((id) => graph.tensors[id])
    .filter((tensor) => tensor !== undefined)
    .filter((tensor) => tensor.data !== undefined);
}
