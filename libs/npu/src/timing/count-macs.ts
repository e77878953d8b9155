import type { Mapping } from '../delegate/map-model.js';
import { viewOperator } from '../graph/operator-view.js';
import { ModelFault } from '../model-fault.js';
import { findOperator } from '../ops/index.js';

/** Multiply-accumulates of one run of a model, mapped or not; undefined where an operator could not be prepared. */
export function countMacs({ graph }: Pick<Mapping, 'graph'>): number | undefined {
  let macs = 0;
  for (const node of graph.nodes) {
    const definition = findOperator(node.builtin);
    if (definition === undefined) continue;
    try {
      const work = definition.cost(viewOperator(graph, node));
      if (work.kind === 'convolution') macs += work.macs;
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error;
      return undefined;
    }
  }
  return Number.isFinite(macs) ? macs : undefined;
}
