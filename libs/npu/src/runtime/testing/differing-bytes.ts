import type { Program } from '../../binary/program.js';
import type { Rounding } from '../../kernels/kernel.js';
import { createFastRuntime } from '../fast-runtime.js';
import { createReferenceRuntime } from '../reference-runtime.js';

/** Runs a program on both runtimes and counts the bytes that differ; also says what ran on scalar kernels. */
export async function differingBytes(
  program: Program,
  inputs: readonly Uint8Array[],
  { threads = 1, rounding = 'reference' }: { threads?: number; rounding?: Rounding } = {},
): Promise<{ readonly differing: number; readonly scalarKernels: readonly string[] }> {
  const expected = await createReferenceRuntime(program, { rounding }).run(inputs);
  const fast = createFastRuntime(program, { rounding }, threads);
  const actual = await fast.run(inputs);
  await fast.close();
  let differing = 0;
  expected.forEach((bytes, output) => {
    bytes.forEach((byte, index) => {
      if (actual[output]?.[index] !== byte) differing++;
    });
  });
  return { differing, scalarKernels: fast.scalarKernels };
}
