import type { Program } from '../binary/program.js';
import type { Rounding } from '../kernels/kernel.js';
import { createFastRuntime } from './fast-runtime.js';
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
  const context = { rounding: options.rounding ?? 'reference' };
  if (options.kernels === 'reference') return createReferenceRuntime(program, context);
  return createFastRuntime(program, context, Math.max(1, options.threads ?? 1));
}
