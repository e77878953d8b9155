import { lookupTable } from './lookup-table.js';
import type { Operation } from '../../operation-list.js';
import type { Rewrite } from '../rewrite.js';

/** A look-up that changes no byte vanishes: the step before writes its result, under the later tensor's type. */
export const dropIdentityLookups: Rewrite<Operation> = {
  name: 'drop-identity-lookups',
  match: ({ list, soleProducer }, position) => {
    const operation = list.steps[position];
    const table = lookupTable(operation);
    const [source] = operation?.inputs ?? [];
    const [result] = operation?.outputs ?? [];
    if (operation === undefined || table === undefined || source === undefined || result === undefined)
      return undefined;
    if (!table.every((byte, index) => byte === index)) return undefined;
    if (list.tensors[source]?.type !== list.tensors[result]?.type) return undefined;
    const producer = soleProducer(source);
    const before = producer === undefined ? undefined : list.steps[producer];
    if (producer === undefined || before === undefined) return undefined;
    const origins = [...before.origins, ...operation.origins];
    return { removed: [producer, position], inserted: [{ ...before, outputs: [result], origins }] };
  },
};
