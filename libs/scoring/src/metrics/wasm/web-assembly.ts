/** Memory that compiled code works in. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** Compiled code that is not bound to a memory yet. */
export type WasmModule = object;

interface WebAssemblyApi {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: { readonly host: { readonly memory: WasmMemory } },
  ) => { readonly exports: unknown };
}

/** The part of Node's WebAssembly API that the metrics use; neither `lib.es2023` nor Node's types declare it. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
