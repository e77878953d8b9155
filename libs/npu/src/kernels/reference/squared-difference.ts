import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { defineKernel } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';
import { clamp } from './clamp.js';
import { rescaledCodes } from './rescaled-codes.js';

export type SquaredDifferenceParameters = {
  readonly leftShift: number;
  readonly zeroPointA: number;
  readonly multiplierA: number;
  readonly shiftA: number;
  readonly zeroPointB: number;
  readonly multiplierB: number;
  readonly shiftB: number;
  readonly outputZeroPoint: number;
  readonly outputMultiplier: number;
  readonly outputShift: number;
  readonly minimum: number;
  readonly maximum: number;
};

/** Square of the difference of two quantised tensors with broadcasting. Source: TFLite kernels/squared_difference.cc. */
export const squaredDifference = defineKernel<SquaredDifferenceParameters>({
  name: 'squared-difference',
  trait: 'clamps',
  run(p, [inputA, inputB], [output]) {
    if (inputA === undefined || inputB === undefined || output === undefined) return;
    const tableA = rescaledCodes(p.zeroPointA, p.multiplierA, p.shiftA, p.leftShift);
    const tableB = rescaledCodes(p.zeroPointB, p.multiplierB, p.shiftB, p.leftShift);
    forEachBroadcast(inputA.shape, inputB.shape, output.shape, (a, b, position) => {
      const difference =
        (tableA[(inputA.codes[a] as number) + 128] as number) -
        (tableB[(inputB.codes[b] as number) + 128] as number);
      const square = Math.imul(difference, difference);
      const scaled = multiplyByQuantizedMultiplier(square, p.outputMultiplier, p.outputShift);
      output.codes[position] = clamp(scaled + p.outputZeroPoint, p.minimum, p.maximum);
    });
  },
});
