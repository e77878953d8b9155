import { dataBytes } from '@npufarm/tflite';
import type { Engine } from '../arch/engine.js';
import type { Placement } from '../delegate/placement.js';
import type { Graph, GraphNode } from '../graph/graph.js';
import { viewOperator } from '../graph/operator-view.js';
import { elementsOf } from '../graph/shape.js';
import type { Work } from '../ops/anatomy/work.js';
import { findOperator } from '../ops/index.js';
import type { Layer } from './layer.js';

/** The network as the board's profile lists it: one row per compiled layer, in execution order. */
export function listLayers(graph: Graph, placements: readonly Placement[]): readonly Layer[] {
  const layers = graph.nodes.flatMap((node, index) =>
    layersOf(graph, node, placements[index]?.engine ?? 'cpu'),
  );
  return mergeClips(layers);
}

function layersOf(graph: Graph, node: GraphNode, engine: Engine): readonly Layer[] {
  const definition = findOperator(node.builtin);
  if (definition === undefined) return [];
  const op = viewOperator(graph, node);
  const bytes = (ids: readonly number[], constants: boolean): number =>
    ids.reduce((sum, id) => {
      const tensor = graph.tensors[id];
      if (tensor === undefined || (tensor.data !== undefined) !== constants) return sum;
      return sum + (dataBytes(tensor.type, elementsOf(tensor.shape)) ?? 0);
    }, 0);
  const base = {
    engine,
    inputBytes: bytes(node.inputs, false),
    outputBytes: bytes(node.outputs, false),
    operators: node.origins,
  };
  const work = boundWork(graph, node, definition.cost(op));
  if (work.kind === 'none') return [];
  if (work.kind !== 'copy') return [{ ...base, type: layerName(work), work }];
  return work.bytes.map((count) => ({
    ...base,
    type: 'TensorCopy',
    work: { kind: 'copy', bytes: [count] },
    inputBytes: count,
    outputBytes: count,
  }));
}

/** MINIMUM and MAXIMUM against a constant are clips to the compiler, as a rectifier is. */
function boundWork(graph: Graph, node: GraphNode, work: Work): Work {
  const isExtremum = node.builtin === 'MINIMUM' || node.builtin === 'MAXIMUM';
  const hasConstant = node.inputs.some((id) => graph.tensors[id]?.data?.length === 1);
  return isExtremum && hasConstant && work.kind === 'elementwise'
    ? { kind: 'activation', operation: 'clip', elements: work.elements }
    : work;
}

/** Clips in a row are one layer on the board. */
function mergeClips(layers: readonly Layer[]): readonly Layer[] {
  const merged: Layer[] = [];
  for (const layer of layers) {
    const last = merged.at(-1);
    const follows =
      isClip(layer) && last !== undefined && isClip(last) && last.outputBytes === layer.inputBytes;
    if (follows) merged[merged.length - 1] = { ...last, operators: [...last.operators, ...layer.operators] };
    else merged.push(layer);
  }
  return merged;
}

function isClip({ work }: Layer): boolean {
  return work.kind === 'activation' && work.operation === 'clip';
}

/** Names as in the board's published profiles. Source: 2022 challenge timing reports (layer names). */
function layerName(work: Work): string {
  switch (work.kind) {
    case 'convolution':
      if (work.form === 'transposed') return 'DeConvolutionLayer';
      return work.form === 'fully-connected' ? 'FullyConnectedReluLayer' : 'ConvolutionReluPoolingLayer2';
    case 'elementwise':
      if (work.operation === 'add') return 'TensorAdd';
      if (work.operation === 'sub') return 'TensorSub';
      if (work.operation === 'mul') return 'TensorMul';
      return `com.vivantecorp.extension.evis.${work.operation}_U8U8toU8_2D`;
    case 'activation':
      if (work.operation === 'leaky') return 'LeakyReluLayer';
      return work.operation === 'requantise' ? 'ConvolutionReluPoolingLayer2' : 'ActivationLayer';
    case 'reorganise':
      return 'ReorgLayer2';
    case 'transpose':
      return 'TensorTranspose';
    case 'resize':
      return `com.vivantecorp.extension.evis.resize_${work.method}_U8toU8_op`;
    case 'pool':
      return 'PoolingLayer2';
    case 'copy':
    case 'none':
      return 'TensorCopy';
  }
}
