import { readModel, type Model } from '@npufarm/tflite';
import { encodeProgram } from '../binary/encode.js';
import { mapModel, type Mapping } from '../delegate/map-model.js';
import type { Policy } from '../policy/policy.js';
import { buildProgram } from './build-program.js';

export interface CompileOptions {
  readonly policy: Policy;
  readonly layout?: 'nhwc' | 'nchw';
  /** Prepares the model for these input shapes instead of the declared ones. */
  readonly inputShapes?: readonly (readonly number[])[];
}

export type Compilation =
  | { readonly ok: true; readonly mapping: Mapping; readonly binary: Uint8Array }
  | { readonly ok: false; readonly mapping: Mapping };

/**
 * Compiles a `.tflite` file to the board's binary, or says in the mapping's issues why not.
 *
 * Throws ModelFormatError for a file that is no readable model.
 */
export function compileModel(file: Uint8Array | Model, options: CompileOptions): Compilation {
  const model = file instanceof Uint8Array ? readModel(file) : file;
  const mapping = mapModel(model, options.policy, options.inputShapes);
  if (mapping.issues.length > 0) return { ok: false, mapping };
  return { ok: true, mapping, binary: encodeProgram(buildProgram(mapping)) };
}
