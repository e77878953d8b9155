import type { ProgramOperation, ProgramTensor } from '../../binary/program.js';
import { elementsOf } from '../../graph/shape.js';
import { invariant } from '../../invariant.js';
import type { Rounding, TensorView } from '../../kernels/kernel.js';
import { findReferenceKernel } from '../../kernels/reference/find-reference-kernel.js';
import { flipOf } from '../rows/segment-builder.js';
import { viewBytes } from '../view-bytes.js';

/** `table[left × 256 + right]` of an operation on two codes, in codes as rows hold them. */
export function tabulatePairs(
  operation: ProgramOperation,
  [left, right, output]: readonly [ProgramTensor, ProgramTensor, ProgramTensor],
  rounding: Rounding,
): Uint8Array {
  const shape = [65_536];
  const [a, b] = [new Uint8Array(65_536), new Uint8Array(65_536)];
  const [flipLeft, flipRight] = [flipOf(left), flipOf(right)];
  for (let index = 0; index < 65_536; index++) {
    a[index] = (index >> 8) ^ flipLeft;
    b[index] = index ^ flipRight;
  }
  const views = [viewBytes(left.type, shape, a), viewBytes(right.type, shape, b)];
  return runScalar(operation, views, output, shape, rounding);
}

/**
 * `tables[channel × 256 + code]` of an operation on a tensor and a constant, in codes as rows hold them.
 *
 * The constant has one value, or one per channel.
 */
export function tabulateChannels(
  operation: ProgramOperation,
  tensors: readonly ProgramTensor[],
  output: ProgramTensor,
  channels: number,
  rounding: Rounding,
): Uint8Array {
  const shape = [1, 1, 256, channels];
  const views = tensors.map((tensor): TensorView => {
    if (tensor.data !== undefined) {
      return viewBytes(tensor.type, tensor.shape, Uint8Array.from(tensor.data));
    }
    const codes = Uint8Array.from(
      { length: 256 * channels },
      (_, index) => Math.floor(index / channels) ^ flipOf(tensor),
    );
    return viewBytes(tensor.type, shape, codes);
  });
  const results = runScalar(operation, views, output, shape, rounding);
  return Uint8Array.from(
    { length: 256 * channels },
    (_, index) => results[(index & 255) * channels + (index >> 8)] as number,
  );
}

function runScalar(
  operation: ProgramOperation,
  inputs: readonly TensorView[],
  output: ProgramTensor,
  shape: readonly number[],
  rounding: Rounding,
): Uint8Array {
  const kernel = findReferenceKernel(operation.kernel);
  invariant(kernel !== undefined, `the runtime has a kernel "${operation.kernel}"`);
  const results = new Uint8Array(elementsOf(shape));
  kernel.run(operation.parameters as never, inputs, [viewBytes(output.type, shape, results)], { rounding });
  const flip = flipOf(output);
  return flip === 0 ? results : results.map((code) => code ^ flip);
}
