import { dataBytes } from '@npufarm/tflite';
import type { Placement } from '../delegate/placement.js';
import type { Graph, GraphNode } from '../graph/graph.js';
import { viewOperator } from '../graph/operator-view.js';
import { elementsOf } from '../graph/shape.js';
import type { Work } from '../ops/anatomy/work.js';
import { findOperator } from '../ops/index.js';
import { LayerList, type OperandSize } from './layer-list.js';
import type { Layer } from './layer.js';

/** The network as the board's profile lists it: one row per compiled layer, in execution order. */
export function listLayers(graph: Graph, placements: readonly Placement[]): readonly Layer[] {
  const list = new LayerList<number>();
  graph.nodes.forEach((node, index) => {
    const definition = findOperator(node.builtin);
    if (definition === undefined) return;
    const cost = definition.cost(viewOperator(graph, node));
    const work = boundWork(graph, node, cost);
    const engine = placements[index]?.engine ?? 'cpu';
    list.add({
      work,
      engine: work !== cost && engine !== 'cpu' ? 'tp' : engine,
      inputs: operandsOf(graph, node.inputs),
      outputs: operandsOf(graph, node.outputs),
      operators: node.origins,
    });
  });
  return list.layers;
}

function operandsOf(graph: Graph, ids: readonly number[]): readonly OperandSize<number>[] {
  return ids.flatMap((id) => {
    const tensor = graph.tensors[id];
    if (tensor === undefined || tensor.data !== undefined) return [];
    const { type, shape } = tensor;
    return [{ key: id, shape, bytes: dataBytes(type, elementsOf(shape)) ?? 0 }];
  });
}

/** MINIMUM and MAXIMUM against a constant are clips to the compiler, as a rectifier is. */
function boundWork(graph: Graph, node: GraphNode, work: Work): Work {
  const isExtremum = node.builtin === 'MINIMUM' || node.builtin === 'MAXIMUM';
  const hasConstant = node.inputs.some((id) => graph.tensors[id]?.data?.length === 1);
  return isExtremum && hasConstant && work.kind === 'elementwise'
    ? { kind: 'activation', operation: 'clip', elements: work.elements }
    : work;
}
