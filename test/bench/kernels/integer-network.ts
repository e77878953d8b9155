import { readFileSync } from 'node:fs';
import { buildProgram, mapModel, policyPresets, type Program } from '@npufarm/npu';
import { readModel } from '@npufarm/tflite';

/** A model of integers throughout, with one input and one output. */
export interface IntegerNetwork {
  /** As it was asked for, with the size if one was. */
  readonly path: string;
  /** Whether another engine can run the file as it is: its shapes are fixed in it. */
  readonly hasOwnShape: boolean;
  readonly file: Uint8Array;
  readonly program: Program;
  readonly macs: number;
  readonly inputBytes: number;
}

/** Reads a model, for another size with `path@HEIGHTxWIDTH`; says why when the benchmark cannot run it. */
export function readIntegerNetwork(
  path: string,
): IntegerNetwork | { readonly path: string; readonly refusal: string } {
  const [, name = path, height, width] = /^(.*)@(\d+)x(\d+)$/.exec(path) ?? [];
  const hasOwnShape = height === undefined;
  const file = readFileSync(name);
  const { permissive } = policyPresets;
  if (permissive === undefined) throw new Error('there is a permissive policy');
  try {
    const shape = [1, Number(height), Number(width), 3];
    const mapping = mapModel(readModel(file), permissive, hasOwnShape ? {} : { inputShapes: [shape] });
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
    return { path, hasOwnShape, file, program, macs, inputBytes };
  } catch (error) {
    return { path, refusal: error instanceof Error ? error.message : String(error) };
  }
}
