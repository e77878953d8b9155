import type { KernelCode } from '../../wasm/kernel-code.js';
import type { RowTensor } from './row-tensor.js';

/** The rows of an input that a row of the output depends on; rows outside the picture stand for border rows. */
export interface RowInput {
  readonly tensor: RowTensor;
  readonly firstRow: (row: number) => number;
  readonly lastRow: (row: number) => number;
}

/** One call of a kernel: `rows` rows of the output from `row` on. */
export interface RowCall {
  readonly row: number;
  /** Address of the first pixel of an input's row. */
  readonly input: (index: number, row: number) => number;
  /** Address of the first pixel of an output's row. */
  readonly output: (row: number) => number;
  /** Address of a constant of the step. */
  readonly constant: (index: number) => number;
  /** Address of the thread's working memory. */
  readonly scratch: number;
}

/** A kernel that makes rows of one tensor from rows of others. */
export interface RowStep {
  readonly code: KernelCode;
  readonly inputs: readonly RowInput[];
  readonly output: RowTensor;
  /** Rows that one call makes. */
  readonly rows: number;
  readonly constants: readonly Uint8Array[];
  readonly scratchBytes: number;
  readonly argumentWords: (call: RowCall) => readonly number[];
}

/** An input of which every row of the output reads the same row. */
export function sameRow(tensor: RowTensor): RowInput {
  return { tensor, firstRow: (row) => row, lastRow: (row) => row };
}

export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
