import type { TensorType } from '@npufarm/tflite';
import type { TensorView } from '../kernels/kernel.js';

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
