import { defineKernel } from '../kernel.js';

export type ConstantParameters = { readonly bytes: Uint8Array };

/** A value known at compile time, such as a shape. */
export const constant = defineKernel<ConstantParameters>({
  name: 'constant',
  run({ bytes }, _, [output]) {
    output?.bytes.set(bytes);
  },
});
