import { createHash } from 'node:crypto';
import type { Issue, Mapping, Program } from '@npufarm/npu';
import type { Model } from '@npufarm/tflite';
import { readInput } from '../read-input.js';
import { choosePolicy } from './choose-policy.js';
import { modelFormatIssue } from './model-format-issue.js';

export interface CompileFileOptions {
  readonly policy: string;
  /** One per input of the model, in its order; empty keeps the shapes of the file. */
  readonly inputShapes?: readonly (readonly number[])[] | undefined;
}

/** A model of a file, compiled or refused with the reasons. */
export type CompiledFile =
  | {
      readonly ok: true;
      readonly sha256: string;
      readonly model: Model;
      readonly mapping: Mapping;
      readonly binary: Uint8Array;
      readonly program: Program;
    }
  | { readonly ok: false; readonly sha256: string; readonly issues: readonly Issue[] };

/** Reads and compiles a `.tflite` file. Only a file that cannot be opened throws. */
export async function compileFile(path: string, options: CompileFileOptions): Promise<CompiledFile> {
  const bytes = await readInput(path);
  const { compileModel, decodeProgram, ModelFault } = await import('@npufarm/npu');
  const { ModelFormatError, readModel } = await import('@npufarm/tflite');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const policy = await choosePolicy(options.policy);
  const { inputShapes } = options;
  try {
    const model = readModel(bytes);
    const compilation = compileModel(bytes, {
      policy,
      ...(inputShapes === undefined || inputShapes.length === 0 ? {} : { inputShapes }),
    });
    if (!compilation.ok) return { ok: false, sha256, issues: compilation.mapping.issues };
    const { mapping, binary } = compilation;
    return { ok: true, sha256, model, mapping, binary, program: decodeProgram(binary) };
  } catch (error) {
    if (error instanceof ModelFault) return { ok: false, sha256, issues: [error.issue] };
    if (!(error instanceof ModelFormatError)) throw error;
    return { ok: false, sha256, issues: [modelFormatIssue(error)] };
  }
}
