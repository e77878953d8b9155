import { parentPort } from 'node:worker_threads';
import { DivisionFault } from '../../../kernels/division-fault.js';
import { IndexFault } from '../../../kernels/index-fault.js';
import type { TensorView } from '../../../kernels/kernel.js';
import { findReferenceKernel } from '../../../kernels/reference/find-reference-kernel.js';
import { viewBytes } from '../../view-bytes.js';
import type { PlacedTensor, ScalarFailure, ScalarMessage } from './scalar-message.js';

/** The program of the scalar thread, from which its text is generated. */
const networks = new Map<number, readonly (() => void)[]>();

parentPort?.on('message', (message: ScalarMessage) => {
  switch (message.kind) {
    case 'load':
      networks.set(message.network, bindOperations(message));
      return;
    case 'unload':
      networks.delete(message.network);
      return;
    case 'run':
      parentPort?.postMessage({ ticket: message.ticket, failure: runOperation(message) });
  }
});

function bindOperations({
  buffer,
  operations,
  rounding,
}: Extract<ScalarMessage, { kind: 'load' }>): readonly (() => void)[] {
  const view = ({ type, shape, place }: PlacedTensor): TensorView =>
    viewBytes(
      type,
      shape,
      place.kind === 'constant' ? place.data : new Uint8Array(buffer, place.address, place.bytes),
    );
  return operations.map(({ kernel, parameters, inputs, outputs }) => {
    const found = findReferenceKernel(kernel);
    const [from, to] = [inputs.map(view), outputs.map(view)];
    return () => found?.run(parameters as never, from, to, { rounding });
  });
}

function runOperation({
  network,
  operation,
}: Extract<ScalarMessage, { kind: 'run' }>): ScalarFailure | undefined {
  try {
    const run = networks.get(network)?.[operation];
    if (run === undefined) return { kind: 'internal', detail: `operation ${operation} was not loaded` };
    run();
    return undefined;
  } catch (error) {
    if (error instanceof DivisionFault) return { kind: 'division' };
    if (error instanceof IndexFault) return { kind: 'index', index: error.index, size: error.size };
    return {
      kind: 'internal',
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
