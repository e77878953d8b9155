import { defineKernel } from '../kernel.js';

/** The same bytes under another shape. */
export const copy = defineKernel<Record<string, never>>({
  name: 'copy',
  trait: 'moves',
  run(_, [input], [output]) {
    if (input === undefined || output === undefined) return;
    output.bytes.set(input.bytes);
  },
});
