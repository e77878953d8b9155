import type { Program } from '../binary/program.js';
import { invariant } from '../invariant.js';
import type { Kernel, KernelContext, KernelParameters, TensorView } from '../kernels/kernel.js';
import { referenceKernels } from '../kernels/reference/index.js';
import { InputError, type Runtime } from './runtime.js';
import { viewTensor } from './tensor-view.js';

const kernelsByName: ReadonlyMap<string, Kernel<KernelParameters>> = new Map(
  referenceKernels.map((kernel) => [kernel.name, kernel]),
);

/** Runs a program on the scalar kernels, the norm of all others. */
export function createReferenceRuntime(program: Program, context: KernelContext): Runtime {
  const arena = new Uint8Array(program.arenaBytes);
  const views = program.tensors.map((tensor) => viewTensor(tensor, arena));
  const at = (position: number): TensorView => {
    const view = views[position];
    invariant(view !== undefined, `tensor ${position} is in the program`);
    return view;
  };
  const steps = program.operations.map(({ kernel, parameters, inputs, outputs }) => {
    const found = kernelsByName.get(kernel);
    invariant(found !== undefined, `the runtime has a kernel "${kernel}"`);
    return () => found.run(parameters, inputs.map(at), outputs.map(at), context);
  });
  return {
    async run(inputs) {
      if (inputs.length !== program.inputs.length) {
        throw new InputError(`the model takes ${program.inputs.length} inputs, ${inputs.length} were given`);
      }
      program.inputs.forEach((position, index) => {
        const { bytes } = at(position);
        const given = inputs[index];
        if (given?.length !== bytes.length) {
          throw new InputError(
            `input ${index} takes ${bytes.length} bytes, ${given?.length ?? 0} were given`,
          );
        }
        bytes.set(given);
      });
      for (const step of steps) step();
      return program.outputs.map((position) => at(position).bytes.slice());
    },
    async close() {},
  };
}
