import { readFileSync } from 'node:fs';
import { buildProgram, mapModel, policyPresets, type Program } from '@npufarm/npu';
import { readModel } from '@npufarm/tflite';

/** A model that both engines can run: integers throughout, one input, one output, shapes fixed by the file. */
export interface IntegerNetwork {
  readonly path: string;
  readonly file: Uint8Array;
  readonly program: Program;
  readonly macs: number;
  readonly inputBytes: number;
}

/** Reads a model; says why when the benchmark cannot run it. */
export function readIntegerNetwork(
  path: string,
): IntegerNetwork | { readonly path: string; readonly refusal: string } {
  const file = readFileSync(path);
  const { permissive } = policyPresets;
  if (permissive === undefined) throw new Error('there is a permissive policy');
  try {
    const mapping = mapModel(readModel(file), permissive);
    const [issue] = mapping.issues;
    if (issue !== undefined) return { path, refusal: issue.detail };
    const program = buildProgram(mapping);
    const input = program.tensors[program.inputs[0] ?? -1];
    if (input === undefined || program.inputs.length > 1 || program.outputs.length > 1) {
      return { path, refusal: 'it has several inputs or outputs' };
    }
    const inputBytes = input.shape.reduce((product, size) => product * size, 1);
    if (inputBytes < 64) return { path, refusal: `its input has only ${inputBytes} bytes (dynamic shapes)` };
    const macs = program.layers.reduce(
      (total, { work }) => total + (work.kind === 'convolution' ? work.macs : 0),
      0,
    );
    return { path, file, program, macs, inputBytes };
  } catch (error) {
    return { path, refusal: error instanceof Error ? error.message : String(error) };
  }
}
