import type { Program, ProgramOperation } from '../../../binary/program.js';
import { invariant } from '../../../invariant.js';
import type { ParameterValue } from '../../../kernels/kernel.js';
import { findReferenceKernel } from '../../../kernels/reference/find-reference-kernel.js';
import { bytesOfTensor } from '../../tensor-view.js';
import type { PlacedTensor, ScalarOperation } from './scalar-message.js';

/** An operation as the scalar thread takes it: tensors by their places, and copies of the constants. */
export function placeOperation(
  { kernel, parameters, inputs, outputs }: ProgramOperation,
  program: Program,
  addresses: ReadonlyMap<number, number>,
): ScalarOperation {
  invariant(findReferenceKernel(kernel) !== undefined, `the runtime has a kernel "${kernel}"`);
  const placed = (position: number): PlacedTensor => {
    const tensor = program.tensors[position];
    invariant(tensor !== undefined, `tensor ${position} is in the program`);
    const { name, type, shape, data } = tensor;
    if (data !== undefined) return { type, shape, place: { kind: 'constant', data: data.slice() } };
    const address = addresses.get(position);
    invariant(address !== undefined, `tensor ${name} has a place`);
    return { type, shape, place: { kind: 'memory', address, bytes: bytesOfTensor(tensor) } };
  };
  return {
    kernel,
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, copyOf(value)])),
    inputs: inputs.map(placed),
    outputs: outputs.map(placed),
  };
}

/** Views are copied, because a message takes the whole buffer behind a view. */
function copyOf(value: ParameterValue): ParameterValue {
  return ArrayBuffer.isView(value) ? value.slice() : value;
}
