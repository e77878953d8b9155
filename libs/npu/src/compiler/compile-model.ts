import { readModel, type Model } from '@npufarm/tflite';
import { encodeProgram } from '../binary/encode.js';
import { mapModel, type Mapping } from '../delegate/map-model.js';
import type { Policy } from '../policy/policy.js';
import { buildAccepted } from './build-accepted.js';

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
  const mapping = mapModel(model, options.policy, { inputShapes: options.inputShapes });
  const outcome = buildAccepted(mapping);
  return outcome.program === undefined
    ? { ok: false, mapping: outcome.mapping }
    : { ok: true, mapping, binary: encodeProgram(outcome.program) };
}
