import { Worker } from 'node:worker_threads';
import type { WasmMemory, WasmModule } from '../../wasm/web-assembly.js';
import { workerSource } from './worker-source.js';

/** Compiled kernels and the memory that they work in. */
export interface LoadedNetwork {
  readonly network: number;
  readonly memory: WasmMemory;
  readonly modules: readonly WasmModule[];
}

interface Answer {
  readonly ticket: number;
  readonly failure: string | undefined;
}

/** A thread that runs the kernels of any number of networks. */
export class KernelThread {
  private readonly worker = new Worker(workerSource, { eval: true });
  private readonly waiting = new Map<
    number,
    { readonly resolve: () => void; readonly reject: (error: Error) => void }
  >();
  private lastTicket = 0;
  private failure: Error | undefined;

  constructor() {
    this.worker.unref();
    this.worker.on('message', ({ ticket, failure }: Answer) => {
      const caller = this.settle(ticket);
      if (failure === undefined) caller?.resolve();
      else caller?.reject(new Error(`a kernel failed: ${failure}`));
    });
    this.worker.on('error', (error: Error) => this.fail(error));
    this.worker.on('exit', (code) => this.fail(new Error(`a kernel thread ended with code ${code}`)));
  }

  /** Whether the thread has ended; it takes no more calls. */
  get hasFailed(): boolean {
    return this.failure !== undefined;
  }

  load(network: LoadedNetwork): void {
    this.worker.postMessage({ kind: 'load', ...network });
  }

  unload(network: number): void {
    this.worker.postMessage({ kind: 'unload', network });
  }

  /** Makes the calls listed at an address of a network's memory. */
  run(network: number, address: number, calls: number): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const ticket = ++this.lastTicket;
    this.worker.ref();
    return new Promise((resolve, reject) => {
      this.waiting.set(ticket, { resolve, reject });
      this.worker.postMessage({ kind: 'run', ticket, network, address, calls });
    });
  }

  private settle(
    ticket: number,
  ): { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined {
    const caller = this.waiting.get(ticket);
    this.waiting.delete(ticket);
    if (this.waiting.size === 0) this.worker.unref();
    return caller;
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const ticket of this.waiting.keys()) this.settle(ticket)?.reject(error);
  }
}

let threads: KernelThread[] = [];

/** The first `count` threads of the process; they are started when first asked for and never keep it alive. */
export function kernelThreads(count: number): readonly KernelThread[] {
  threads = threads.filter(({ hasFailed }) => !hasFailed);
  while (threads.length < count) threads.push(new KernelThread());
  return threads.slice(0, count);
}
