import type { Model } from '@npufarm/tflite';
import { prepareGraph } from '../compiler/prepare-graph.js';
import { checkOrder } from '../graph/check-order.js';
import type { Rewrite } from '../compiler/rewrites/rewrite.js';
import { rewriteGraph } from '../compiler/rewrites/graph/rewrite-graph.js';
import type { Graph, GraphNode } from '../graph/graph.js';
import { graphOfModel } from '../graph/graph-of-model.js';
import { findOperator } from '../ops/index.js';
import type { Policy } from '../policy/policy.js';
import type { Issue } from '../reason.js';
import { checkPorts } from './check-ports.js';
import { checkPortScales } from './check-port-scales.js';
import { findModelIssue } from './model-rules/model-rule.js';
import { modelRules } from './model-rules/index.js';
import { partition, type Partition } from './partition.js';
import { placeOperator } from './place-operator.js';
import type { Placement } from './placement.js';

/** How a model maps to the board: where each operator runs, and everything that stands in the way. */
export interface Mapping {
  readonly graph: Graph;
  /** The operators as the user wrote them, before any rewrite. */
  readonly declared: readonly GraphNode[];
  /** Indices of the operators that were computed at compile time and are in the graph no longer. */
  readonly folded: readonly number[];
  /** One per node of the graph. */
  readonly placements: readonly Placement[];
  readonly partitions: readonly Partition[];
  /** Empty when the model is accepted; causes come before consequences. */
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
}

export interface MapOptions {
  /** Prepares the model for these input shapes instead of the declared ones; the policy's port shapes are then not asked. */
  readonly inputShapes?: readonly (readonly number[])[] | undefined;
  /** Rewrites of operators before placement; all of them unless given. */
  readonly rewrites?: readonly Rewrite<GraphNode>[] | undefined;
}

/** Maps a model under a policy. */
export function mapModel(model: Model, policy: Policy, { inputShapes, rewrites }: MapOptions = {}): Mapping {
  const declared = graphOfModel(model);
  const signatures = new Map(
    (model.subgraphs[0]?.tensors ?? []).flatMap(({ index, shapeSignature }) =>
      shapeSignature === undefined ? [] : [[index, shapeSignature] as const],
    ),
  );
  const modelIssue = findModelIssue(modelRules, { graph: declared, subgraphCount: model.subgraphs.length });
  const orderIssues = checkOrder(declared);
  const prepared = prepareGraph(declared, inputShapes);
  const graph = prepared.issues.length === 0 ? rewriteGraph(prepared.graph, rewrites) : prepared.graph;
  const placements = graph.nodes.map((node) => placeOperator(graph, node, policy.cpuFallback));
  // A wrong port of a model that a vendor's compiler folded away is a consequence of the folding.
  const unknownIssues = placements.flatMap(({ issues }, index) =>
    findOperator(graph.nodes[index]?.builtin ?? '') === undefined ? issues : [],
  );
  const portIssues = inputShapes === undefined ? checkPorts(graph, policy, signatures) : [];
  const issues = [
    ...orderIssues,
    ...(modelIssue === undefined ? [] : [modelIssue]),
    ...unknownIssues,
    ...portIssues,
    ...prepared.issues,
    ...placements.flatMap((placement) => placement.issues).filter((issue) => !unknownIssues.includes(issue)),
  ];
  return {
    graph,
    declared: declared.nodes,
    folded: prepared.folded.flatMap(({ origins }) => origins),
    placements,
    partitions: partition(placements),
    issues,
    warnings: [...checkPortScales(graph), ...placements.flatMap((placement) => placement.warnings)],
  };
}
