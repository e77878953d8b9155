import type { Program } from '../binary/program.js';
import { invariant } from '../invariant.js';
import { InputError } from './runtime.js';
import { bytesOfTensor } from './tensor-view.js';

/** Throws an InputError for inputs that do not fit the program. */
export function checkInputs(program: Program, inputs: readonly Uint8Array[]): void {
  if (inputs.length !== program.inputs.length) {
    throw new InputError(`the model takes ${program.inputs.length} inputs, ${inputs.length} were given`);
  }
  program.inputs.forEach((position, index) => {
    const tensor = program.tensors[position];
    invariant(tensor !== undefined, `tensor ${position} is in the program`);
    const bytes = bytesOfTensor(tensor);
    const given = inputs[index]?.length ?? 0;
    if (given !== bytes) {
      throw new InputError(`input ${index} takes ${bytes} bytes, ${given} were given`);
    }
  });
}
