import type { Program, ProgramOperation } from '../binary/program.js';
import { invariant } from '../invariant.js';
import type { KernelContext } from '../kernels/kernel.js';
import { moduleOf, type KernelCode } from '../wasm/kernel-code.js';
import { wasmPageBytes, webAssembly } from '../wasm/web-assembly.js';
import { checkInputs } from './check-inputs.js';
import { handOut } from './hand-out.js';
import { MemoryLayout } from './rows/memory-layout.js';
import { planSegment, type SegmentPlan } from './rows/plan-segment.js';
import type { Runtime } from './runtime.js';
import { placeOperation } from './threads/scalar/place-operation.js';
import { scalarThread } from './threads/scalar/scalar-thread.js';
import { placeTensors } from './segments/place-tensors.js';
import { splitProgram, type Stretch } from './segments/split-program.js';
import { bytesOfTensor } from './tensor-view.js';
import { kernelThreads } from './threads/worker-pool.js';

type PlannedStretch =
  | { readonly kind: 'rows'; readonly plan: SegmentPlan }
  | { readonly kind: 'scalar'; readonly operation: ProgramOperation };

/** What 32-bit addresses reach. */
const mostPages = 65_536;

let networks = 0;

/**
 * Runs a program on compiled kernels in worker threads over shared memory.
 *
 * Operations without a compiled kernel run on their scalar kernel, in a thread of their own and on the same memory: the
 * calling thread only copies inputs and results.
 */
export function createFastRuntime(program: Program, context: KernelContext, threadCount: number): Runtime {
  const layout = new MemoryLayout();
  const stretches = splitProgram(program, context.rounding);
  const addresses = placeTensors(program, stretches, layout);
  const codes: KernelCode[] = [];
  const positions = new Map<string, number>();
  const positionOf = (code: KernelCode): number => {
    const known = positions.get(code.key);
    if (known !== undefined) return known;
    positions.set(code.key, codes.length);
    return codes.push(code) - 1;
  };
  const planned = stretches.map((stretch): PlannedStretch => planStretch(stretch));
  const memory = createMemory(layout);
  const bytes = new Uint8Array(memory.buffer);
  const words = new Int32Array(memory.buffer);
  const network = ++networks;
  const threads = kernelThreads(threadCount);
  const modules = codes.map(moduleOf);
  for (const thread of threads) thread.load({ network, memory, modules });
  const scalarOperations = stretches.flatMap((stretch) =>
    stretch.kind === 'scalar' ? [stretch.operation] : [],
  );
  const scalar = scalarOperations.length > 0 ? scalarThread() : undefined;
  scalar?.load(
    network,
    memory.buffer,
    scalarOperations.map((operation) => placeOperation(operation, program, addresses)),
    context.rounding,
  );
  const steps = planned.map((stretch) =>
    stretch.kind === 'rows' ? runRows(stretch.plan) : runScalar(stretch.operation),
  );
  let last: Promise<unknown> = Promise.resolve();

  function planStretch(stretch: Stretch): PlannedStretch {
    if (stretch.kind === 'scalar') return stretch;
    const plan = planSegment(stretch, threadCount, {
      layout,
      wholeAddresses: addresses,
      positionOf,
    });
    return { kind: 'rows', plan };
  }

  function bytesAt(position: number): Uint8Array {
    const tensor = program.tensors[position];
    invariant(tensor !== undefined, `tensor ${position} is in the program`);
    const address = addresses.get(position);
    if (address !== undefined) return bytes.subarray(address, address + bytesOfTensor(tensor));
    invariant(tensor.data !== undefined, `tensor ${tensor.name} has a place`);
    return tensor.data;
  }

  function runRows(plan: SegmentPlan): () => Promise<void> {
    return async () => {
      for (const { claims } of plan.threads) Atomics.store(words, claims / words.BYTES_PER_ELEMENT, 0);
      await Promise.all(
        plan.threads.map(async ({ address, claims }, index) => threads[index]?.run(network, address, claims)),
      );
    };
  }

  function runScalar(operation: ProgramOperation): () => Promise<void> {
    const position = scalarOperations.indexOf(operation);
    return async () => scalar?.run(network, position);
  }

  async function runOnce(
    inputs: readonly Uint8Array[],
    results: readonly Uint8Array[] = [],
  ): Promise<readonly Uint8Array[]> {
    program.inputs.forEach((position, index) => bytesAt(position).set(inputs[index] ?? []));
    for (const step of steps) await step();
    return program.outputs.map((position, index) => handOut(bytesAt(position), results[index], index));
  }

  return {
    async run(inputs, results) {
      checkInputs(program, inputs);
      const result = last.then(() => runOnce(inputs, results));
      last = result.catch(() => undefined);
      return result;
    },
    async close() {
      await last;
      for (const thread of [...threads, scalar]) thread?.unload(network);
    },
    scalarKernels: [...new Set(scalarOperations.map(({ kernel }) => kernel))],
  };
}

function createMemory(layout: MemoryLayout) {
  const pages = Math.ceil((layout.bytes + wasmPageBytes) / wasmPageBytes);
  if (pages > mostPages) {
    throw new Error(
      `the network needs ${Math.ceil(layout.bytes / 2 ** 20)} MiB of memory; compiled kernels reach 4096 MiB, so run it with kernels: 'reference' or on a smaller input`,
    );
  }
  const memory = new webAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  layout.writeTo(new Uint8Array(memory.buffer));
  return memory;
}
