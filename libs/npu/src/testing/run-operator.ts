import {
  dataBytes,
  defaultOptions,
  type BuiltinName,
  type OperatorOptions,
  type TensorType,
} from '@npufarm/tflite';
import { prepareGraph } from '../compiler/prepare-graph.js';
import { lowerGraph } from '../compiler/lower-graph.js';
import { placeOperator } from '../delegate/place-operator.js';
import type { Graph, GraphTensor } from '../graph/graph.js';
import { elementsOf } from '../graph/shape.js';
import { invariant } from '../invariant.js';
import type { Kernel, TensorView } from '../kernels/kernel.js';
import { referenceKernels } from '../kernels/reference/index.js';
import type { Reason } from '../reason.js';
import { viewTensor } from '../runtime/tensor-view.js';

/** An operand of an operator under test. */
export interface Operand {
  readonly type?: TensorType;
  readonly shape: readonly number[];
  readonly scale?: number;
  readonly zeroPoint?: number;
  /** Elements of a constant. */
  readonly constant?: readonly number[];
  /** Elements at run time. */
  readonly values?: readonly number[];
}

export interface OperatorRun {
  readonly unit: 'npu' | 'cpu' | 'none' | 'folded';
  /** Why it is not on the NPU, and warnings. */
  readonly reasons: readonly Reason[];
  readonly shapes: readonly (readonly number[])[];
  /** Elements of each output; empty when the operator is refused. */
  readonly results: readonly (readonly number[])[];
}

/** Prepares, places, lowers and runs one operator on the scalar kernels, as a model of this operator alone would. */
export function runOperator(
  builtin: BuiltinName,
  spec: {
    readonly inputs: readonly (Operand | undefined)[];
    readonly outputs?: readonly Omit<Operand, 'shape'>[];
    readonly options?: OperatorOptions;
  },
): OperatorRun {
  const { inputs, outputs = [{}], options = {} } = spec;
  const tensors: GraphTensor[] = [];
  const add = (operand: Operand): number => tensors.push(tensorOf(tensors.length, operand)) - 1;
  const inputIds = inputs.map((operand) => (operand === undefined ? -1 : add(operand)));
  const outputIds = outputs.map((operand) => add({ ...operand, shape: [] }));
  const node = {
    builtin,
    options: { ...defaultOptions(builtin), ...options },
    inputs: inputIds,
    outputs: outputIds,
    customCode: undefined,
    origins: [0],
  };
  const declared: Graph = {
    tensors,
    nodes: [node],
    inputs: inputIds.filter((id) => tensors[id]?.data === undefined && id >= 0),
    outputs: outputIds,
  };
  const { graph, folded, issues } = prepareGraph(declared);
  const shapes = outputIds.map((id) => graph.tensors[id]?.shape ?? []);
  if (issues.length > 0) return { unit: 'none', reasons: issues, shapes, results: [] };
  if (folded.length > 0) {
    const views = outputIds.map((id) => viewOf(graph.tensors[id], undefined));
    return { unit: 'folded', reasons: [], shapes, results: views.map(elementsIn) };
  }
  const placement = placeOperator(graph, node, true);
  const reasons = placement.unit === 'none' ? placement.reasons : placement.warnings;
  if (placement.unit === 'none') return { unit: 'none', reasons, shapes, results: [] };
  const views = graph.tensors.map((tensor, id) => viewOf(tensor, inputs[inputIds.indexOf(id)]?.values));
  for (const { kernel, parameters, ...step } of lowerGraph(graph, [placement]).operations) {
    const found: Kernel | undefined = referenceKernels.find(({ name }) => name === kernel);
    const at = (ids: readonly number[]): readonly TensorView[] => ids.flatMap((id) => views[id] ?? []);
    invariant(found !== undefined, `there is a scalar kernel "${kernel}"`);
    found.run(parameters as never, at(step.inputs), at(step.outputs), { rounding: 'reference' });
  }
  const results = outputIds.flatMap((id) => views[id] ?? []).map(elementsIn);
  return { unit: placement.unit, reasons, shapes, results };
}

function tensorOf(id: number, operand: Operand): GraphTensor {
  const { type = 'INT8', shape, scale = 0.5, zeroPoint = 0, constant } = operand;
  const isQuantized = type === 'INT8' || type === 'UINT8';
  return {
    id,
    name: `tensor${id}`,
    type,
    shape,
    quantization: isQuantized
      ? { scale: [Math.fround(scale)], zeroPoint: [zeroPoint], quantizedDimension: 0 }
      : undefined,
    data: constant === undefined ? undefined : bytesFrom(type, constant),
  };
}

function viewOf(tensor: GraphTensor | undefined, values: readonly number[] | undefined): TensorView {
  invariant(tensor !== undefined, 'the operator has all its tensors');
  const { name, type, shape, quantization, data } = tensor;
  const size = dataBytes(type, elementsOf(shape)) ?? 0;
  const bytes = data ?? (values === undefined ? new Uint8Array(size) : bytesFrom(type, values));
  return viewTensor({ name, type, shape, quantization, data: bytes, offset: 0 }, bytes);
}

function bytesFrom(type: TensorType, values: readonly number[]): Uint8Array {
  switch (type) {
    case 'INT32':
      return new Uint8Array(Int32Array.from(values).buffer);
    case 'INT64':
      return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    case 'INT16':
      return new Uint8Array(Int16Array.from(values).buffer);
    case 'FLOAT32':
      return new Uint8Array(Float32Array.from(values).buffer);
    default:
      return Uint8Array.from(values, (value) => value & 255);
  }
}

function elementsIn({ type, bytes, codes }: TensorView): readonly number[] {
  return type === 'INT64' ? Array.from(new BigInt64Array(bytes.slice().buffer), Number) : [...codes];
}
