import { defineKernel } from '../kernel.js';

/** `table[code & 255]` is the result's code, as a byte. */
export type LookupParameters = { readonly table: Uint8Array };

/** Any function of one 8-bit code: activations, requantisation, bounds against a constant. Shapes: any, unchanged. */
export const lookup = defineKernel<LookupParameters>({
  name: 'lookup',
  run({ table }, [input], [output]) {
    if (input === undefined || output === undefined) return;
    for (let i = 0; i < output.bytes.length; i++) output.bytes[i] = table[input.bytes[i] as number] as number;
  },
});
