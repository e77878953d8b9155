import { defineKernel } from '../kernel.js';
import { wideIntegers } from './wide-integers.js';

/** Raw integers in another type, wrapping as C does; BOOL is whether they differ from zero. Source: TFLite kernels/cast.cc. */
export const cast = defineKernel<Record<string, never>>({
  name: 'cast',
  run(_, [input], [output]) {
    if (input === undefined || output === undefined) return;
    if (input.type !== 'INT64' && output.type !== 'INT64') {
      input.codes.forEach((code, position) => {
        output.codes[position] = output.type === 'BOOL' ? Number(code !== 0) : code;
      });
      return;
    }
    const from = wideIntegers(input);
    const to = wideIntegers(output);
    for (let i = 0; i < from.length; i++) {
      const value = from.get(i);
      to.set(i, output.type === 'BOOL' ? BigInt(value !== 0n) : value);
    }
  },
});
