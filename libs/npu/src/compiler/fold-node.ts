import { dataBytes } from '@npufarm/tflite';
import { placeOperator } from '../delegate/place-operator.js';
import type { Graph, GraphNode, GraphTensor } from '../graph/graph.js';
import { viewOperator } from '../graph/operator-view.js';
import { elementsOf } from '../graph/shape.js';
import { invariant } from '../invariant.js';
import type { Kernel, TensorView } from '../kernels/kernel.js';
import { referenceKernels } from '../kernels/reference/index.js';
import { findOperator } from '../ops/index.js';
import { viewTensor } from '../runtime/tensor-view.js';

/** Bounds what folding can cost; the shape arithmetic that it is for has a handful of elements. */
const mostElements = 4096;

/** Work whose amount is not bounded by the sizes of operands and results. */
const unbounded: ReadonlySet<string> = new Set(['convolution', 'pool', 'resize']);

const kernelsByName: ReadonlyMap<string, Kernel> = new Map(
  referenceKernels.map((kernel) => [kernel.name, kernel]),
);

/**
 * The results of a prepared node that are known at compile time, one array of bytes per output: SHAPE, and small
 * operators on constants alone. `undefined` for all other nodes and those that no unit would take.
 */
export function foldNode(graph: Graph, node: GraphNode): readonly Uint8Array[] | undefined {
  const definition = findOperator(node.builtin);
  const op = viewOperator(graph, node);
  const operands = node.builtin === 'SHAPE' ? [] : op.inputs.filter((tensor) => tensor !== undefined);
  const isConstant = operands.every(({ data }) => data !== undefined);
  if (definition === undefined || !isConstant || node.inputs.length === 0) return undefined;
  if (![...operands, ...op.outputs].every(isSmall)) return undefined;
  if (op.outputs.some(({ data }) => data !== undefined)) return undefined;
  if (placeOperator(graph, node, true).unit === 'none' || unbounded.has(definition.cost(op).kind)) {
    return undefined;
  }
  const { kernel: name, parameters, operands: positions } = definition.lower(op);
  const kernel = kernelsByName.get(name);
  invariant(kernel !== undefined, `the compiler has a kernel "${name}"`);
  const outputs = op.outputs.map((tensor) => viewBytes(tensor, new Uint8Array(bytesOf(tensor))));
  const inputs = positions.map((position) => {
    const tensor = op.inputs[position];
    invariant(tensor?.data !== undefined, `operand ${position} of ${node.builtin} is constant`);
    // A copy, since constants may lie at any alignment in the file.
    return viewBytes(tensor, Uint8Array.from(tensor.data));
  });
  kernel.run(parameters as never, inputs, outputs, { rounding: 'reference' });
  return outputs.map(({ bytes }) => bytes);
}

function isSmall(tensor: GraphTensor): boolean {
  return elementsOf(tensor.shape) <= mostElements;
}

function bytesOf({ type, shape }: GraphTensor): number {
  const bytes = dataBytes(type, elementsOf(shape));
  invariant(bytes !== undefined, `placement refused type ${type}`);
  return bytes;
}

function viewBytes({ name, type, shape, quantization }: GraphTensor, data: Uint8Array): TensorView {
  return viewTensor({ name, type, shape, quantization, data, offset: 0 }, data);
}
