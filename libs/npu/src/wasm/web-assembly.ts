/** Memory that compiled code works in; shared by all threads. */
export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
}

/** Compiled code that is not bound to a memory yet. Workers take it by structured clone. */
export type WasmModule = object;

/** Compiled code bound to a memory. */
export interface WasmInstance {
  readonly exports: Readonly<Record<string, (...operands: number[]) => void>>;
}

interface WebAssemblyApi {
  readonly Memory: new (size: {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: true;
  }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: { readonly host: { readonly memory: WasmMemory } },
  ) => WasmInstance;
}

/** The part of Node's WebAssembly API that the kernels use; neither `lib.es2023` nor Node's types declare it. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;

export const wasmPageBytes = 65_536;
