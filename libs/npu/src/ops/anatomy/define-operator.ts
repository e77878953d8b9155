import type { BuiltinName, TensorType } from '@npufarm/tflite';
import type { Engine } from '../../arch/engine.js';
import type { OperatorView } from '../../graph/operator-view.js';
import type { Kernel, KernelParameters } from '../../kernels/kernel.js';
import type { Rule } from './define-rule.js';
import type { Work } from './work.js';

/** What an operator does once it is compiled: a kernel, its derived parameters, and which inputs it reads. */
export interface Lowering {
  readonly kernel: string;
  readonly parameters: KernelParameters;
  /** Positions of the inputs that the kernel reads; the rest went into the parameters. */
  readonly operands: readonly number[];
}

/** Everything there is to know about one builtin operator. */
export interface OperatorDefinition<Builtin extends BuiltinName = BuiltinName> {
  readonly builtin: Builtin;
  /** Where the arithmetic is laid down. */
  readonly source: string;
  /** Types of computed operands and results that the integer kernels take. */
  readonly types: readonly TensorType[];
  /** Positions of inputs that must be constants (weights, axes, shapes). */
  readonly constants?: readonly number[];
  /** Shapes of the outputs from the shapes of the inputs; throws ModelFault for an operator that TFLite itself refuses. */
  prepare(op: OperatorView<Builtin>): readonly (readonly number[])[];
  readonly rules: readonly Rule<Builtin>[];
  engine(op: OperatorView<Builtin>): Engine;
  cost(op: OperatorView<Builtin>): Work;
  lower(op: OperatorView<Builtin>): Lowering;
}

export function defineOperator<Builtin extends BuiltinName>(
  definition: OperatorDefinition<Builtin>,
): OperatorDefinition<Builtin> {
  return definition;
}

/** Ties a kernel to parameters of its own type. */
export function lowerTo<Parameters extends KernelParameters>(
  kernel: Kernel<Parameters>,
  parameters: Parameters,
  operands: readonly number[],
): Lowering {
  return { kernel: kernel.name, parameters, operands };
}

/** The types that almost every operator computes in. */
export const eightBit: readonly TensorType[] = ['INT8', 'UINT8'];
