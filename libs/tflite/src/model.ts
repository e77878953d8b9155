import type { BuiltinName, UnknownBuiltinName } from './schema/builtin-codes.js';
import type { OperatorOptions } from './schema/builtin-options.js';
import type { TensorType } from './schema/tensor-types.js';

/**
 * A `.tflite` file as immutable data: structure only, no semantics.
 *
 * Tensor data may start at any address; copy it before viewing it as a wider typed array.
 */
export interface Model {
  readonly version: number;
  readonly description: string;
  /** Size of the file. */
  readonly bytes: number;
  readonly subgraphs: readonly Subgraph[];
  readonly signatures: readonly Signature[];
  readonly metadata: readonly MetadataEntry[];
}

export interface Subgraph {
  readonly name: string;
  readonly tensors: readonly Tensor[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly operators: readonly Operator[];
}

export interface Tensor {
  readonly index: number;
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  /** Shape with -1 for a dimension that the caller may choose; absent when the shape is fixed. */
  readonly shapeSignature: readonly number[] | undefined;
  /** The constant's raw little-endian bytes, a view into the file; absent for activations. */
  readonly data: Uint8Array | undefined;
  readonly quantization: Quantization | undefined;
  readonly isVariable: boolean;
  readonly hasSparsity: boolean;
  /** Set when the file describes the quantisation by blocks, several axes or a custom table, which `quantization` cannot hold. */
  readonly hasQuantizationDetails: boolean;
}

/** Affine quantisation: real = scale × (code − zeroPoint); one entry per tensor or one per index of `quantizedDimension`. */
export interface Quantization {
  readonly scale: readonly number[];
  readonly zeroPoint: readonly number[];
  readonly quantizedDimension: number;
}

export interface Operator {
  readonly index: number;
  /** The schema's name; `BUILTIN_<n>` for a code that this reader does not know. */
  readonly builtin: BuiltinName | UnknownBuiltinName;
  readonly builtinCode: number;
  readonly version: number;
  /** Name of a custom operator (`builtin` is then CUSTOM). */
  readonly customCode: string | undefined;
  /** Tensor indices; -1 stands for an optional input that is absent. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options: OperatorOptions;
  /** The raw options of a custom operator, a view into the file. */
  readonly customOptions: Uint8Array | undefined;
}

export interface Signature {
  readonly key: string;
  readonly subgraph: number;
  readonly inputs: readonly { readonly name: string; readonly tensor: number }[];
  readonly outputs: readonly { readonly name: string; readonly tensor: number }[];
}

export interface MetadataEntry {
  readonly name: string;
  readonly data: Uint8Array | undefined;
}
