import type { TensorType } from '@npufarm/tflite';
import type { KernelParameters, Rounding } from '../../../kernels/kernel.js';

/** A tensor for a scalar kernel: bytes of its own, or a place in the network's memory. */
export interface PlacedTensor {
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly place:
    | { readonly kind: 'constant'; readonly data: Uint8Array }
    | { readonly kind: 'memory'; readonly address: number; readonly bytes: number };
}

/** An operation that runs on its scalar kernel. */
export interface ScalarOperation {
  readonly kernel: string;
  readonly parameters: KernelParameters;
  readonly inputs: readonly PlacedTensor[];
  readonly outputs: readonly PlacedTensor[];
}

/** What the scalar thread is told. */
export type ScalarMessage =
  | {
      readonly kind: 'load';
      readonly network: number;
      readonly buffer: SharedArrayBuffer;
      readonly operations: readonly ScalarOperation[];
      readonly rounding: Rounding;
    }
  | { readonly kind: 'unload'; readonly network: number }
  | { readonly kind: 'run'; readonly network: number; readonly operation: number; readonly ticket: number };

/** Why a scalar kernel stopped. */
export type ScalarFailure =
  | { readonly kind: 'division' }
  | { readonly kind: 'index'; readonly index: number; readonly size: number }
  | { readonly kind: 'internal'; readonly detail: string };
