import type { Program } from '@npufarm/npu';

type TensorType = Program['tensors'][number]['type'];

/** Bytes of one element of an input tensor. */
export function elementBytes(type: TensorType): number {
  switch (type) {
    case 'INT16':
    case 'UINT16':
    case 'FLOAT16':
      return 2;
    case 'INT32':
    case 'UINT32':
    case 'FLOAT32':
      return 4;
    case 'INT64':
    case 'UINT64':
    case 'FLOAT64':
      return 8;
    default:
      return 1;
  }
}
