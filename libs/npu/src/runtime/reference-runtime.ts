import type { Program } from '../binary/program.js';
import { invariant } from '../invariant.js';
import type { KernelContext, TensorView } from '../kernels/kernel.js';
import { findReferenceKernel } from '../kernels/reference/find-reference-kernel.js';
import { checkInputs } from './check-inputs.js';
import { handOut } from './hand-out.js';
import type { Runtime } from './runtime.js';
import { viewTensor } from './tensor-view.js';

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
    const found = findReferenceKernel(kernel);
    invariant(found !== undefined, `the runtime has a kernel "${kernel}"`);
    return () => found.run(parameters as never, inputs.map(at), outputs.map(at), context);
  });
  return {
    async run(inputs, results = []) {
      checkInputs(program, inputs);
      program.inputs.forEach((position, index) => at(position).bytes.set(inputs[index] ?? []));
      for (const step of steps) step();
      return program.outputs.map((position, index) => handOut(at(position).bytes, results[index], index));
    },
    async close() {},
    scalarKernels: [...new Set(program.operations.map(({ kernel }) => kernel))],
  };
}
