import { defineKernel } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';

export type ExtremumParameters = { readonly maximum: boolean };

/** The smaller or larger raw code of two tensors with broadcasting. Source: TFLite `reference_ops::MaximumMinimumBroadcastSlow`. */
export const extremum = defineKernel<ExtremumParameters>({
  name: 'extremum',
  run({ maximum }, [inputA, inputB], [output]) {
    if (inputA === undefined || inputB === undefined || output === undefined) return;
    const pick = maximum ? Math.max : Math.min;
    forEachBroadcast(inputA.shape, inputB.shape, output.shape, (a, b, position) => {
      output.codes[position] = pick(inputA.codes[a] as number, inputB.codes[b] as number);
    });
  },
});
