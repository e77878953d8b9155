import type { LookupParameters } from '../../kernels/reference/lookup.js';
import { flipOf } from '../rows/segment-builder.js';
import { addLookup } from './add-lookup.js';
import { defineLowering } from './lower-operation.js';

/** One table for all codes. */
export const lookup = defineLowering({
  kernel: 'lookup',
  lower({ inputs: [input], outputs: [output], parameters }, { builder }) {
    if (input === undefined || output === undefined) return false;
    const { table } = parameters as unknown as LookupParameters;
    const flips = [flipOf(builder.tensor(input)), flipOf(builder.tensor(output))] as const;
    return addLookup(builder, tableOfRows(table, ...flips), 1, input, output);
  },
});

/** A table between codes as rows hold them. */
export function tableOfRows(table: Uint8Array, flipInput: number, flipOutput: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => (table[code ^ flipInput] as number) ^ flipOutput);
}
