import type { Graph, GraphNode } from '../../../graph/graph.js';
import { applyRewrites } from '../apply-rewrites.js';
import type { Rewrite } from '../rewrite.js';
import { channelsFirstShuffle } from './channels-first-shuffle.js';
import { hoistActivations } from './hoist-activations.js';
import { joinConcatenations } from './join-concatenations.js';
import { mergeTransposes } from './merge-transposes.js';
import { padIntoConvolution } from './pad-into-convolution.js';
import { pixelShuffle } from './pixel-shuffle.js';
import { selectToPrelu } from './select-to-prelu.js';

export const graphRewrites: readonly Rewrite<GraphNode>[] = [
  channelsFirstShuffle,
  hoistActivations,
  mergeTransposes,
  joinConcatenations,
  padIntoConvolution,
  pixelShuffle,
  selectToPrelu,
];

/** Applies every rewrite of operators, so that placement judges what the network computes and not how it was exported. */
export function rewriteGraph(graph: Graph, rewrites: readonly Rewrite<GraphNode>[] = graphRewrites): Graph {
  const { steps, tensors } = applyRewrites({ ...graph, steps: graph.nodes }, rewrites);
  return { ...graph, nodes: steps, tensors };
}
