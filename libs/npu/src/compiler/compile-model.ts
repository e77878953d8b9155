import { readModel } from '@npufarm/tflite';
import { encodeProgram } from '../binary/encode.js';
import { mapModel, type Mapping } from '../delegate/map-model.js';
import type { CheckReport } from '../delegate/check-report.js';
import { reportBuild } from '../delegate/report-build.js';
import type { Policy } from '../policy/policy.js';
import { buildAccepted } from './build-accepted.js';

export interface CompileOptions {
  readonly policy: Policy;
  readonly layout?: 'nhwc' | 'nchw';
  /** Prepares the model for these input shapes instead of the declared ones. */
  readonly inputShapes?: readonly (readonly number[])[];
}

/** The binary, or why there is none; in both cases what the delegate has to say. */
export type Compilation =
  | {
      readonly ok: true;
      readonly mapping: Mapping;
      readonly report: CheckReport;
      readonly binary: Uint8Array;
    }
  | { readonly ok: false; readonly mapping: Mapping; readonly report: CheckReport };

/**
 * Compiles a `.tflite` file to the board's binary, or says in the report's issues why not.
 *
 * Throws ModelFormatError for a file that is no readable model.
 */
export function compileModel(file: Uint8Array, { policy, inputShapes }: CompileOptions): Compilation {
  const outcome = buildAccepted(mapModel(readModel(file), policy, { inputShapes }));
  const { mapping, program } = outcome;
  const report = reportBuild(file, policy, outcome);
  return program === undefined
    ? { ok: false, mapping, report }
    : { ok: true, mapping, report, binary: encodeProgram(program) };
}
