import type { Model } from '@npufarm/tflite';
import { invariant } from '../invariant.js';
import type { Graph } from './graph.js';

/** The model's first subgraph as a graph with the shapes that the file declares. */
export function graphOfModel(model: Model): Graph {
  const subgraph = model.subgraphs[0];
  invariant(subgraph !== undefined, 'the reader refuses models without subgraph');
  return {
    tensors: subgraph.tensors.map(({ index, name, type, shape, quantization, data }) => ({
      id: index,
      name,
      type,
      shape,
      quantization,
      data,
    })),
    nodes: subgraph.operators.map(({ index, builtin, options, inputs, outputs, customCode }) => ({
      builtin,
      options,
      inputs,
      outputs,
      customCode,
      origins: [index],
    })),
    inputs: subgraph.inputs,
    outputs: subgraph.outputs,
  };
}
