import type { Operation } from '../../operation-list.js';

/** The 256 bytes of a look-up step; `undefined` for any other step. */
export function lookupTable(operation: Operation | undefined): Uint8Array | undefined {
  const table = operation?.kernel === 'lookup' ? operation.parameters['table'] : undefined;
  return table instanceof Uint8Array ? table : undefined;
}
