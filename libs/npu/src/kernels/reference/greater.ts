import { defineKernel } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';
import { rescaledCodes } from './rescaled-codes.js';

export type GreaterParameters = {
  readonly leftShift: number;
  readonly zeroPointA: number;
  readonly multiplierA: number;
  readonly shiftA: number;
  readonly zeroPointB: number;
  readonly multiplierB: number;
  readonly shiftB: number;
};

/** Whether the first of two quantised tensors is greater, 0 or 1. Source: TFLite `reference_ops::ComparisonWithScaling`. */
export const greater = defineKernel<GreaterParameters>({
  name: 'greater',
  run(p, [inputA, inputB], [output]) {
    if (inputA === undefined || inputB === undefined || output === undefined) return;
    const tableA = rescaledCodes(p.zeroPointA, p.multiplierA, p.shiftA, p.leftShift);
    const tableB = rescaledCodes(p.zeroPointB, p.multiplierB, p.shiftB, p.leftShift);
    forEachBroadcast(inputA.shape, inputB.shape, output.shape, (a, b, position) => {
      const left = tableA[(inputA.codes[a] as number) + 128] as number;
      const right = tableB[(inputB.codes[b] as number) + 128] as number;
      output.bytes[position] = left > right ? 1 : 0;
    });
  },
});
