import type { Program, ProgramTensor, Runtime } from '@npufarm/npu';
import { usageError } from '../../output/usage-error.js';
import { readInput } from '../read-input.js';
import { writeOutput } from '../write-output.js';
import { tensorsAt, tensorText } from './tensor-document.js';

/** What went through a model. */
export interface RunRecord {
  readonly inputs: readonly Uint8Array[];
  readonly outputs: readonly Uint8Array[];
}

function requireCount(what: 'input' | 'output', given: number, tensors: readonly ProgramTensor[]): void {
  if (given === tensors.length) return;
  throw usageError(
    `the model has ${tensors.length} ${what}s (${tensors.map(tensorText).join('; ')}), ${given} files are named`,
    `repeat --${what}-raw once per ${what}, in the model's order`,
  );
}

/** Feeds files of raw tensor bytes to a model and writes its outputs to files. */
export async function runRaw(
  program: Program,
  runtime: Runtime,
  inputPaths: readonly string[],
  outputPaths: readonly string[],
): Promise<RunRecord> {
  requireCount('input', inputPaths.length, tensorsAt(program, program.inputs));
  requireCount('output', outputPaths.length, tensorsAt(program, program.outputs));
  const inputs = await Promise.all(inputPaths.map(readInput));
  const outputs = await runtime.run(inputs);
  for (const [index, output] of outputs.entries()) {
    const path = outputPaths[index];
    if (path !== undefined) await writeOutput(path, output);
  }
  return { inputs, outputs };
}
