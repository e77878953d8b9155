import type { ProgramOperation, ProgramTensor } from '../../binary/program.js';
import { invariant } from '../../invariant.js';
import type { Rounding, TensorView } from '../../kernels/kernel.js';
import { findReferenceKernel } from '../../kernels/reference/find-reference-kernel.js';
import { flipOf } from '../rows/segment-builder.js';
import { viewBytes } from '../tensor-view.js';

/** `table[left × 256 + right]` of an operation on two codes, in codes as rows hold them. */
export function tabulatePairs(
  operation: ProgramOperation,
  [left, right, output]: readonly [ProgramTensor, ProgramTensor, ProgramTensor],
  rounding: Rounding,
): Uint8Array {
  const count = 65_536;
  const a = Uint8Array.from({ length: count }, (_, index) => (index >> 8) ^ flipOf(left));
  const b = Uint8Array.from({ length: count }, (_, index) => (index & 255) ^ flipOf(right));
  const table = new Uint8Array(count);
  const view = (tensor: ProgramTensor, bytes: Uint8Array): TensorView =>
    viewBytes(tensor.type, [1, 1, count, 1], bytes);
  const kernel = findReferenceKernel(operation.kernel);
  invariant(kernel !== undefined, `the runtime has a kernel "${operation.kernel}"`);
  kernel.run(operation.parameters as never, [view(left, a), view(right, b)], [view(output, table)], {
    rounding,
  });
  const flip = flipOf(output);
  return flip === 0 ? table : table.map((code) => code ^ flip);
}
