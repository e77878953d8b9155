import { defineKernel } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';
import { type RescaledOperands, rescaledCodes } from './rescaled-codes.js';

/** Whether the first of two quantised tensors is greater, 0 or 1. Source: TFLite `reference_ops::ComparisonWithScaling`. */
export const greater = defineKernel<RescaledOperands>({
  name: 'greater',
  run(p, [inputA, inputB], [output]) {
    if (inputA === undefined || inputB === undefined || output === undefined) return;
    const rescaled = rescaledCodes(p);
    forEachBroadcast(inputA.shape, inputB.shape, output.shape, (a, b, position) => {
      const left = rescaled.a[(inputA.codes[a] as number) + 128] as number;
      const right = rescaled.b[(inputB.codes[b] as number) + 128] as number;
      output.bytes[position] = left > right ? 1 : 0;
    });
  },
});
