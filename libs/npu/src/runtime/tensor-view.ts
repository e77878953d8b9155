import { dataBytes } from '@npufarm/tflite';
import type { ProgramTensor } from '../binary/program.js';
import { elementsOf } from '../graph/shape.js';
import { invariant } from '../invariant.js';
import type { TensorView } from '../kernels/kernel.js';
import { viewBytes } from './view-bytes.js';

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
