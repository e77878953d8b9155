import type {
  BuiltinName,
  OperatorOptions,
  Quantization,
  TensorType,
  UnknownBuiltinName,
} from '@npufarm/tflite';

/**
 * A model as the compiler sees it: one subgraph, shapes resolved, each node tied to the operators it came from.
 *
 * Tensor ids and node ids are indices; passes return new graphs and never change one in place.
 */
export interface Graph {
  readonly tensors: readonly GraphTensor[];
  readonly nodes: readonly GraphNode[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

export interface GraphTensor {
  readonly id: number;
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly quantization: Quantization | undefined;
  /** Little-endian bytes of a constant; absent for an activation. */
  readonly data: Uint8Array | undefined;
}

export interface GraphNode {
  readonly builtin: BuiltinName | UnknownBuiltinName;
  readonly options: OperatorOptions;
  /** Tensor ids; -1 for an optional input that is absent. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Name of a custom operator; `builtin` is then CUSTOM. */
  readonly customCode: string | undefined;
  /** Indices of the model's operators that this node stands for. */
  readonly origins: readonly number[];
}
