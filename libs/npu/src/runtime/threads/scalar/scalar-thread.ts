import { DivisionFault } from '../../../kernels/division-fault.js';
import { IndexFault } from '../../../kernels/index-fault.js';
import type { Rounding } from '../../../kernels/kernel.js';
import { TicketedWorker } from '../ticketed-worker.js';
import { scalarSource } from './generated/scalar-source.js';
import type { ScalarFailure, ScalarMessage, ScalarOperation } from './scalar-message.js';

/** A thread that runs operations on their scalar kernels, so that the calling thread never does. */
export class ScalarThread {
  private readonly worker = new TicketedWorker<ScalarFailure>(scalarSource, errorOf);

  /** Whether the thread has ended; it takes no more operations. */
  get hasFailed(): boolean {
    return this.worker.hasFailed;
  }

  load(
    network: number,
    buffer: SharedArrayBuffer,
    operations: readonly ScalarOperation[],
    rounding: Rounding,
  ) {
    this.worker.post({ kind: 'load', network, buffer, operations, rounding } satisfies ScalarMessage);
  }

  unload(network: number): void {
    this.worker.post({ kind: 'unload', network } satisfies ScalarMessage);
  }

  /** Runs a loaded operation by its position; rejects with the fault that its kernel throws. */
  run(network: number, operation: number): Promise<void> {
    return this.worker.request({ kind: 'run', network, operation });
  }
}

function errorOf(failure: ScalarFailure): Error {
  switch (failure.kind) {
    case 'division':
      return new DivisionFault();
    case 'index':
      return new IndexFault(failure.index, failure.size);
    case 'internal':
      return new Error(`a kernel failed: ${failure.detail}`);
  }
}

let thread: ScalarThread | undefined;

/** The scalar thread of the process; it is started when first asked for and never keeps it alive. */
export function scalarThread(): ScalarThread {
  if (thread === undefined || thread.hasFailed) thread = new ScalarThread();
  return thread;
}
