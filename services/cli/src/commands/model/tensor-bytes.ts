import type { ProgramTensor } from '@npufarm/npu';
import { dataBytes } from '@npufarm/tflite';

/** Size of a tensor's raw bytes. */
export function tensorBytes({ name, type, shape }: ProgramTensor): number {
  const bytes = dataBytes(
    type,
    shape.reduce((product, dimension) => product * dimension, 1),
  );
  if (bytes === undefined) throw new Error(`tensor ${name} of type ${type} has no fixed size`);
  return bytes;
}
