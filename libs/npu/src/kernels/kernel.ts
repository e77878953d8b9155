import type { TensorType } from '@npufarm/tflite';

/** A value that the binary can hold beside an operation. */
export type ParameterValue =
  | number
  | boolean
  | string
  | readonly number[]
  | Int8Array
  | Uint8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array;

export type KernelParameters = Readonly<Record<string, ParameterValue>>;

export type Rounding = 'reference' | 'builtin';

/** A tensor at run time. `bytes` and `codes` share the same memory. */
export interface TensorView {
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
  /** The elements of INT8, UINT8, BOOL, INT16 and INT32 tensors; 64-bit integers are only ever moved as bytes. */
  readonly codes: Int8Array | Uint8Array | Int16Array | Int32Array;
}

export interface KernelContext {
  /** `builtin` rounds once in int8 ungrouped convolutions and int8 fully connected layers, as optimised TFLite builds do. */
  readonly rounding: Rounding;
}

/**
 * A scalar kernel: the norm that every faster kernel equals on every byte.
 *
 * Inputs and outputs never overlap. Parameters were derived and bounded by the compiler.
 */
export interface Kernel<Parameters = never> {
  readonly name: string;
  /**
   * `clamps`: the result is `clamp(value + outputZeroPoint, minimum, maximum)` of parameters by these names, which
   * lets a bound behind it be folded in. `moves`: every result code is an unchanged code of the only input, and
   * none is lost, so a function of one code may as well be applied before it.
   */
  readonly trait?: 'clamps' | 'moves';
  run(
    parameters: Parameters,
    inputs: readonly TensorView[],
    outputs: readonly TensorView[],
    context: KernelContext,
  ): void;
}

export function defineKernel<Parameters>(kernel: Kernel<Parameters>): Kernel<Parameters> {
  return kernel;
}
