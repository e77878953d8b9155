import { defineKernel } from '../kernel.js';

/** The same bytes under another shape. */
export const copy = defineKernel<Record<string, never>>({
  name: 'copy',
  run(_, [input], [output]) {
    if (input === undefined || output === undefined) return;
    output.bytes.set(input.bytes);
  },
});
