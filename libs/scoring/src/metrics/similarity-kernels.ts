import { buildModule } from './wasm/build-module.js';
import { filterTaps } from './wasm/filter-taps.js';
import { similarityRow } from './wasm/similarity-row.js';
import { type WasmMemory, type WasmModule, webAssembly } from './wasm/web-assembly.js';

/** The SSIM kernels on one memory; every argument is an address or a number of bytes in it. */
export interface SimilarityKernels {
  filterTaps(this: void, to: number, bytes: number, ...taps: readonly number[]): void;
  similarityRow(
    this: void,
    to: number,
    bytes: number,
    sum: number,
    difference: number,
    sumSquared: number,
    differenceSquared: number,
  ): void;
}

let compiled: WasmModule | undefined;

/** Binds the SSIM kernels to a memory; they are compiled once per process. */
export function similarityKernels(memory: WasmMemory): SimilarityKernels {
  compiled ??= new webAssembly.Module(buildModule([filterTaps, similarityRow]));
  const instance = new webAssembly.Instance(compiled, { host: { memory } });
  return instance.exports as SimilarityKernels;
}
