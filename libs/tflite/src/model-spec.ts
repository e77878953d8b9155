import type { Quantization, Signature } from './model.js';
import type { BuiltinName, UnknownBuiltinName } from './schema/builtin-codes.js';
import type { OperatorOptions } from './schema/builtin-options.js';
import type { TensorType } from './schema/tensor-types.js';

/** What `writeModel` turns into a file: one subgraph in short, or a list of them. */
export type ModelSpec = ModelHeadSpec & (SubgraphSpec | { readonly subgraphs: readonly SubgraphSpec[] });

export interface ModelHeadSpec {
  /** Schema version; 3 unless a test needs another. */
  readonly version?: number;
  readonly description?: string;
  readonly signatures?: readonly Signature[];
  readonly metadata?: readonly { readonly name: string; readonly data?: Uint8Array | undefined }[];
  /** Where constants go: into the flatbuffer, or behind it by offset as converters do above 2 GB. */
  readonly dataPlacement?: 'inside' | 'behind';
  /** Fields that hold an operator's code: the one-byte field alone before TensorFlow 2.4, both since. */
  readonly operatorCodeFields?: 'both' | 'one-byte';
  /** Whether tensors without data share buffer 0, or have an empty buffer each, as converters write them. */
  readonly emptyBuffers?: 'shared' | 'own';
}

export interface SubgraphSpec {
  readonly name?: string;
  readonly tensors: readonly TensorSpec[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly operators: readonly OperatorSpec[];
}

export interface TensorSpec {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly shapeSignature?: readonly number[] | undefined;
  /** The constant's elements, written in memory order (little-endian hosts). */
  readonly data?: ArrayBufferView | undefined;
  readonly quantization?: QuantizationSpec | undefined;
  readonly isVariable?: boolean;
  /** Marks the tensor as sparse without an index of its elements. */
  readonly hasSparsity?: boolean;
  /** Marks the quantisation as custom, without its parameters. */
  readonly hasQuantizationDetails?: boolean;
}

export type QuantizationSpec = Omit<Quantization, 'quantizedDimension'> & {
  readonly quantizedDimension?: number;
  /** The calibrated range, which converters write beside the scale and nothing reads. */
  readonly minimum?: readonly number[];
  readonly maximum?: readonly number[];
};

export interface OperatorSpec {
  readonly builtin: BuiltinName | UnknownBuiltinName;
  /** Overrides the code that `builtin` names. */
  readonly builtinCode?: number;
  /** Operator version; 1 by default. */
  readonly version?: number;
  readonly customCode?: string | undefined;
  readonly customOptions?: Uint8Array | undefined;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** What differs from the schema's defaults; an unknown name or value is an error. */
  readonly options?: OperatorOptions;
}
