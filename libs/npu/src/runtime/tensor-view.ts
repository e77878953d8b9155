import { dataBytes, type TensorType } from '@npufarm/tflite';
import type { ProgramTensor } from '../binary/program.js';
import { elementsOf } from '../graph/shape.js';
import { invariant } from '../invariant.js';
import type { TensorView } from '../kernels/kernel.js';

/** The view of a program's tensor: a constant's own bytes, or its place in the arena. */
export function viewTensor(tensor: ProgramTensor, arena: Uint8Array): TensorView {
  const { data, offset } = tensor;
  if (data === undefined) {
    const bytes = arena.subarray(offset, offset + bytesOfTensor(tensor));
    return viewBytes(tensor.type, tensor.shape, bytes);
  }
  // A constant may start at any address of its file; wider elements must not.
  return viewBytes(tensor.type, tensor.shape, data.byteOffset % 4 === 0 ? data : data.slice());
}

/** Bytes of a tensor's elements. */
export function bytesOfTensor({ name, type, shape }: ProgramTensor): number {
  const bytes = dataBytes(type, elementsOf(shape));
  invariant(bytes !== undefined, `tensor ${name} has a size`);
  return bytes;
}

/** Bytes seen as the elements of a type. */
export function viewBytes(type: TensorType, shape: readonly number[], bytes: Uint8Array): TensorView {
  return { type, shape, bytes, codes: codesOf(type, bytes) };
}

function codesOf(type: string, bytes: Uint8Array): TensorView['codes'] {
  switch (type) {
    case 'INT8':
      return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    case 'INT16':
      return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1);
    case 'INT32':
      return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
    default:
      return bytes;
  }
}
