import { dataBytes } from '@npufarm/tflite';
import type { Program } from '../binary/program.js';
import { elementsOf } from '../graph/shape.js';

/** Bytes of every input and output of a program. */
export function portBytes({ tensors, inputs, outputs }: Program): {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
} {
  const bytesAt = (position: number): number => {
    const tensor = tensors[position];
    return tensor === undefined ? 0 : (dataBytes(tensor.type, elementsOf(tensor.shape)) ?? 0);
  };
  return { inputs: inputs.map(bytesAt), outputs: outputs.map(bytesAt) };
}
