import type { Quantization, TensorType } from '@npufarm/tflite';
import type { KernelParameters } from '../kernels/kernel.js';
import type { Layer } from '../timing/layer.js';

/** The compiled network: all that the runtime executes and the timing model prices. */
export interface Program {
  /** Board type that it was compiled for. */
  readonly target: string;
  readonly compilerVersion: string;
  readonly tensors: readonly ProgramTensor[];
  readonly operations: readonly ProgramOperation[];
  /** Positions in `tensors`. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly arenaBytes: number;
  readonly weightBytes: number;
  /** The network as the board's profile lists it. */
  readonly layers: readonly Layer[];
}

export interface ProgramTensor {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly quantization: Quantization | undefined;
  /** Bytes of a constant; absent for a tensor in the arena. */
  readonly data: Uint8Array | undefined;
  /** Byte offset in the arena; 0 for a constant. */
  readonly offset: number;
}

export interface ProgramOperation {
  readonly kernel: string;
  readonly parameters: KernelParameters;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly unit: 'npu' | 'cpu';
  /** Operators of the model that this step stands for. */
  readonly origins: readonly number[];
}
