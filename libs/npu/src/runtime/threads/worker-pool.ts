import type { WasmMemory, WasmModule } from '../../wasm/web-assembly.js';
import { TicketedWorker } from './ticketed-worker.js';
import { workerSource } from './worker-source.js';

/** Compiled kernels and the memory that they work in. */
export interface LoadedNetwork {
  readonly network: number;
  readonly memory: WasmMemory;
  readonly modules: readonly WasmModule[];
}

/** A thread that runs the kernels of any number of networks. */
export class KernelThread {
  private readonly worker = new TicketedWorker<string>(
    workerSource,
    (failure) => new Error(`a kernel failed: ${failure}`),
  );

  /** Whether the thread has ended; it takes no more calls. */
  get hasFailed(): boolean {
    return this.worker.hasFailed;
  }

  load(network: LoadedNetwork): void {
    this.worker.post({ kind: 'load', ...network });
  }

  unload(network: number): void {
    this.worker.post({ kind: 'unload', network });
  }

  /** Claims pieces of the plan at an address of a network's memory, and makes their calls, until none is left. */
  run(network: number, address: number, claims: number): Promise<void> {
    return this.worker.request({ kind: 'run', network, address, claims });
  }
}

let threads: KernelThread[] = [];

/** The first `count` threads of the process; they are started when first asked for and never keep it alive. */
export function kernelThreads(count: number): readonly KernelThread[] {
  threads = threads.filter(({ hasFailed }) => !hasFailed);
  while (threads.length < count) threads.push(new KernelThread());
  return threads.slice(0, count);
}
