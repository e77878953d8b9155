import { lookupTable } from './lookup-table.js';
import type { Operation } from '../../operation-list.js';
import type { Rewrite } from '../rewrite.js';

/** Two functions of one code in a row are one: chains of MINIMUM, RELU and QUANTIZE become a single look-up. */
export const composeLookups: Rewrite<Operation> = {
  name: 'compose-lookups',
  match: ({ list, soleProducer }, position) => {
    const second = list.steps[position];
    const outer = lookupTable(second);
    const [between] = second?.inputs ?? [];
    if (second === undefined || outer === undefined || between === undefined) return undefined;
    const producer = soleProducer(between);
    const first = producer === undefined ? undefined : list.steps[producer];
    const inner = lookupTable(first);
    if (producer === undefined || first === undefined || inner === undefined) return undefined;
    const table = inner.map((byte) => outer[byte] ?? 0);
    const origins = [...first.origins, ...second.origins];
    return {
      removed: [producer, position],
      inserted: [{ ...second, parameters: { table }, inputs: first.inputs, origins }],
    };
  },
};
