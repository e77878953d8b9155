import type { GraphTensor } from '../graph/graph.js';
import type { KernelParameters } from '../kernels/kernel.js';

/** The network as steps that the runtime can take, in execution order. */
export interface OperationList {
  readonly tensors: readonly GraphTensor[];
  readonly operations: readonly Operation[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** One step: a kernel with its parameters, reading and writing tensors by id. */
export interface Operation {
  readonly kernel: string;
  readonly parameters: KernelParameters;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly unit: 'npu' | 'cpu';
  /** Operators of the model that this step stands for. */
  readonly origins: readonly number[];
}
