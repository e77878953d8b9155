import { webAssembly, type WasmModule } from './web-assembly.js';

/** A kernel's code for one form of its operands; its module exports `run(arguments)`, a pointer to 32-bit words. */
export interface KernelCode {
  /** Equal keys mean equal code. */
  readonly key: string;
  readonly build: () => Uint8Array;
}

const modules = new Map<string, WasmModule>();

/** The compiled module of a kernel; every form is compiled once in a process. */
export function moduleOf(code: KernelCode): WasmModule {
  const known = modules.get(code.key);
  if (known !== undefined) return known;
  const compiled = new webAssembly.Module(code.build());
  modules.set(code.key, compiled);
  return compiled;
}
