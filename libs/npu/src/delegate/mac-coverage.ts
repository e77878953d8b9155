import type { Graph } from '../graph/graph.js';
import { viewOperator } from '../graph/operator-view.js';
import { ModelFault } from '../model-fault.js';
import { findOperator } from '../ops/index.js';
import type { Placement } from './placement.js';

/** Share of the multiply-accumulates that the NPU does; 1 for a model without any. */
export function macCoverage(graph: Graph, placements: readonly Placement[]): number {
  let onNpu = 0;
  let total = 0;
  graph.nodes.forEach((node, index) => {
    const definition = findOperator(node.builtin);
    if (definition === undefined) return;
    try {
      const work = definition.cost(viewOperator(graph, node));
      if (work.kind !== 'convolution' || !Number.isFinite(work.macs)) return;
      total += work.macs;
      if (placements[index]?.unit === 'npu') onNpu += work.macs;
    } catch (error) {
      // An operator that could not be prepared has no amount of work.
      if (!(error instanceof ModelFault)) throw error;
    }
  });
  return total === 0 ? 1 : onNpu / total;
}
