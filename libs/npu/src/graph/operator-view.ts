import type { BuiltinName, BuiltinWithOptions, OperatorOptions, OptionsOf } from '@npufarm/tflite';
import { ModelFault } from '../model-fault.js';
import type { Graph, GraphNode, GraphTensor } from './graph.js';

export type OptionsFor<Builtin extends BuiltinName> = Builtin extends BuiltinWithOptions
  ? OptionsOf<Builtin>
  : OperatorOptions;

/** An operator with its tensors at hand: what prepare, rules, cost and lowering look at. */
export interface OperatorView<Builtin extends BuiltinName = BuiltinName> {
  /** Index of the first operator of the model that this stands for. */
  readonly index: number;
  readonly builtin: Builtin;
  readonly options: OptionsFor<Builtin>;
  /** `undefined` for an optional input that is absent. */
  readonly inputs: readonly (GraphTensor | undefined)[];
  readonly outputs: readonly GraphTensor[];
}

/** The view of a node whose builtin has a definition. */
export function viewOperator(graph: Graph, node: GraphNode): OperatorView {
  return {
    index: node.origins[0] ?? 0,
    builtin: node.builtin as BuiltinName,
    options: node.options,
    inputs: node.inputs.map((id) => (id < 0 ? undefined : graph.tensors[id])),
    outputs: node.outputs.map((id) => graph.tensors[id] as GraphTensor),
  };
}

/** Input `position`; throws a ModelFault naming the operator when the model leaves it out. */
export function inputOf(op: OperatorView, position: number): GraphTensor {
  const tensor = op.inputs[position];
  if (tensor !== undefined) return tensor;
  throw new ModelFault({
    id: 'operator.missing-input',
    rule: 'An operator has all inputs that its kind needs.',
    detail: `operator ${op.index} (${op.builtin}) has no input ${position}; it lists ${op.inputs.length}`,
    hint: 'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.',
    operator: op.index,
  });
}

/** Output `position`; throws a ModelFault naming the operator when the model leaves it out. */
export function outputOf(op: OperatorView, position = 0): GraphTensor {
  const tensor = op.outputs[position];
  if (tensor !== undefined) return tensor;
  throw new ModelFault({
    id: 'operator.missing-output',
    rule: 'An operator has all outputs that its kind needs.',
    detail: `operator ${op.index} (${op.builtin}) has no output ${position}; it lists ${op.outputs.length}`,
    hint: 'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.',
    operator: op.index,
  });
}
