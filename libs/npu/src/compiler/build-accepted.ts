import type { Program } from '../binary/program.js';
import type { Mapping } from '../delegate/map-model.js';
import { ModelFault } from '../model-fault.js';
import { buildProgram } from './build-program.js';

/** An accepted mapping's program; without one, the mapping's issues say why. */
export type BuildOutcome =
  | { readonly program: Program; readonly mapping: Mapping }
  | { readonly program: undefined; readonly mapping: Mapping };

/** Builds the program of a mapping without issues; what only the later stages find becomes an issue too. */
export function buildAccepted(mapping: Mapping): BuildOutcome {
  if (mapping.issues.length > 0) return { program: undefined, mapping };
  try {
    return { program: buildProgram(mapping), mapping };
  } catch (error) {
    if (!(error instanceof ModelFault)) throw error;
    return { program: undefined, mapping: { ...mapping, issues: [error.issue] } };
  }
}
