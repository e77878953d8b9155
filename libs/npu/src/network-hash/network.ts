import { createHash } from 'node:crypto';
import type { Model } from '@npufarm/tflite';
import { prepareGraph } from '../compiler/prepare-graph.js';
import { rewriteGraph } from '../compiler/rewrites/graph/rewrite-graph.js';
import type { Graph, GraphNode, GraphTensor } from '../graph/graph.js';
import { graphOfModel } from '../graph/graph-of-model.js';
import { isOutsideNetwork } from './activation-operands.js';

/** One operator of the normalised network. */
export interface NetworkOperator {
  /** Index in the file. */
  readonly index: number;
  readonly builtin: string;
  /** Digest of the operator and everything that it computes from. */
  readonly digest: string;
  /** Digests of its own attributes and of its constants, to tell what differs. */
  readonly attributes: string;
  readonly constants: string;
  /** Quantisation of its first result. */
  readonly scale: number | undefined;
  readonly zeroPoint: number | undefined;
}

/** What a network is, whatever size of picture it was exported for and however its activations were calibrated. */
export interface Network {
  readonly hash: string;
  readonly operators: readonly NetworkOperator[];
  /** Quantisation of the model's first input. */
  readonly inputScale: number | undefined;
}

/** Options that hold a shape, or how a converter wrote the operator down. */
const outsideOptions: ReadonlySet<string> = new Set([
  'newShape',
  'potScaleInt16',
  'asymmetricQuantizeInputs',
  'quantizedBiasType',
]);
const integerTypes: ReadonlySet<string> = new Set(['INT8', 'UINT8', 'INT16']);

/**
 * Describes a model's network by its operators, attributes, filter bytes and filter scales, after shape arithmetic is
 * folded and the graph is normalised. Shapes, activation scales and biases do not count, and neither does a QUANTIZE
 * between integer types, which only carries scales.
 */
export function networkOf(model: Model, inputShapes?: readonly (readonly number[])[]): Network {
  const prepared = prepareGraph(graphOfModel(model), inputShapes);
  const graph = prepared.issues.length === 0 ? rewriteGraph(prepared.graph) : prepared.graph;
  const digests = new Map<number, string>();
  graph.inputs.forEach((id, position) => digests.set(id, digestOf('input', position)));
  const operators: NetworkOperator[] = [];
  for (const node of graph.nodes) {
    const source = requantized(graph, node);
    if (source !== undefined) {
      for (const id of node.outputs) digests.set(id, digests.get(source) ?? digestOf('unknown', source));
      continue;
    }
    const operator = describe(graph, node, digests);
    node.outputs.forEach((id, position) => digests.set(id, digestOf(operator.digest, position)));
    operators.push(operator);
  }
  const outputs = graph.outputs.map((id) => digests.get(id) ?? digestOf('unknown', id));
  return {
    hash: digestOf('network', graph.inputs.length, ...outputs),
    operators,
    inputScale: graph.tensors[graph.inputs[0] ?? -1]?.quantization?.scale[0],
  };
}

function requantized(graph: Graph, { builtin, inputs, outputs }: GraphNode): number | undefined {
  const [source, result] = [inputs[0] ?? -1, outputs[0] ?? -1];
  const isInteger = (id: number): boolean => integerTypes.has(graph.tensors[id]?.type ?? '');
  return builtin === 'QUANTIZE' && isInteger(source) && isInteger(result) ? source : undefined;
}

function describe(graph: Graph, node: GraphNode, digests: ReadonlyMap<number, string>): NetworkOperator {
  const { builtin, customCode, options } = node;
  const attributes = digestOf(builtin, customCode ?? '', attributesOf(options));
  const constants: string[] = [];
  const sources: string[] = [];
  node.inputs.forEach((id, position) => {
    const tensor = graph.tensors[id];
    if (tensor?.data === undefined) sources.push(`${position}:${digests.get(id) ?? 'none'}`);
    else if (!isOutsideNetwork(builtin, position)) constants.push(`${position}:${constantDigest(tensor)}`);
  });
  const result = graph.tensors[node.outputs[0] ?? -1]?.quantization;
  return {
    index: node.origins[0] ?? 0,
    builtin,
    digest: digestOf(attributes, constants.join(), sources.join()),
    attributes,
    constants: digestOf(...constants),
    scale: result?.scale[0],
    zeroPoint: result?.zeroPoint[0],
  };
}

function attributesOf(options: object): string {
  const entries = Object.entries(options)
    .filter(([key]) => !outsideOptions.has(key))
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(entries, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

function constantDigest({ type, quantization, data = new Uint8Array() }: GraphTensor): string {
  return createHash('sha256')
    .update(`${type};${quantization?.scale.join() ?? ''};${quantization?.zeroPoint.join() ?? ''};`)
    .update(data)
    .digest('hex');
}

function digestOf(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
