import { createHash } from 'node:crypto';
import type { Program, ProgramTensor } from '@npufarm/npu';

/** The tensors at some positions of a program. */
export function tensorsAt(program: Program, positions: readonly number[]): readonly ProgramTensor[] {
  return positions.flatMap((position) => program.tensors[position] ?? []);
}

/** An input or output of a run as scripts read it. */
export function tensorDocument(tensor: ProgramTensor, bytes: Uint8Array): object {
  return {
    name: tensor.name,
    type: tensor.type,
    shape: tensor.shape,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** A tensor's type and shape for people, such as `UINT8 [1,360,640,3]`. */
export function tensorText({ type, shape }: ProgramTensor): string {
  return `${type} [${shape.join(',')}]`;
}
