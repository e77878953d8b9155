import type { GraphNode, GraphTensor } from '../../../graph/graph.js';
import type { Rewrite } from '../rewrite.js';
import { constantValues } from './constant-values.js';

/** Two transposes in a row are one, and none when the second undoes the first: what converters leave around layout changes. */
export const mergeTransposes: Rewrite<GraphNode> = {
  name: 'merge-transposes',
  match: ({ list, soleProducer, nextTensor }, position) => {
    const second = list.steps[position];
    const [between, secondOrder] = second?.inputs ?? [];
    if (second?.builtin !== 'TRANSPOSE' || between === undefined || secondOrder === undefined)
      return undefined;
    const producer = soleProducer(between);
    const first = producer === undefined ? undefined : list.steps[producer];
    const [source, firstOrder] = first?.inputs ?? [];
    if (
      producer === undefined ||
      first?.builtin !== 'TRANSPOSE' ||
      source === undefined ||
      firstOrder === undefined
    ) {
      return undefined;
    }
    const inner = constantValues(list.tensors[firstOrder]);
    const outer = constantValues(list.tensors[secondOrder]);
    if (inner === undefined || outer === undefined) return undefined;
    const order = outer.map((axis) => inner[axis] ?? 0);
    const tensor = orderTensor(nextTensor, order);
    const origins = [...first.origins, ...second.origins];
    const isIdentity = order.every((axis, index) => axis === index);
    const merged: GraphNode = isIdentity
      ? {
          ...second,
          builtin: 'RESHAPE',
          options: { newShape: [] },
          inputs: [source, shapeOperand(list.tensors, second, nextTensor).id],
          origins,
        }
      : { ...second, inputs: [source, tensor.id], origins };
    return {
      removed: [producer, position],
      inserted: [merged],
      tensors: [isIdentity ? shapeOperand(list.tensors, second, nextTensor) : tensor],
    };
  },
};

/** The constant that tells a RESHAPE to keep the shape of the node's result. */
function shapeOperand(tensors: readonly GraphTensor[], node: GraphNode, id: number): GraphTensor {
  const result = node.outputs[0];
  return orderTensor(id, result === undefined ? [] : (tensors[result]?.shape ?? []));
}

function orderTensor(id: number, values: readonly number[]): GraphTensor {
  const data = new Uint8Array(Int32Array.from(values).buffer);
  return { id, name: `merged-${id}`, type: 'INT32', shape: [values.length], quantization: undefined, data };
}
