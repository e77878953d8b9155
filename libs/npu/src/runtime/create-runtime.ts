import type { Program } from '../binary/program.js';
import type { Rounding } from '../kernels/kernel.js';
import { createReferenceRuntime } from './reference-runtime.js';
import type { Runtime } from './runtime.js';

export interface RuntimeOptions {
  /** `fast` falls back to the scalar kernels wherever it has no faster one. */
  readonly kernels?: 'fast' | 'reference';
  readonly threads?: number;
  readonly rounding?: Rounding;
}

/** A runtime for a program. */
export async function createRuntime(program: Program, options: RuntimeOptions = {}): Promise<Runtime> {
  return createReferenceRuntime(program, { rounding: options.rounding ?? 'reference' });
}
