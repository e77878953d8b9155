import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { defineKernel } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';
import { clamp } from './clamp.js';
import { rescaledCodes } from './rescaled-codes.js';

export type AddParameters = {
  readonly leftShift: number;
  readonly zeroPointA: number;
  readonly multiplierA: number;
  readonly shiftA: number;
  readonly zeroPointB: number;
  /** Negative in a difference. */
  readonly multiplierB: number;
  readonly shiftB: number;
  readonly outputZeroPoint: number;
  readonly outputMultiplier: number;
  readonly outputShift: number;
  readonly minimum: number;
  readonly maximum: number;
};

/**
 * Sum or difference of two quantised tensors with broadcasting.
 *
 * Each operand is a function of its code alone, so its 256 rescaled values are computed once.
 * Source: TFLite `reference_integer_ops::AddElementwise`, which kernels/sub.cc calls with a negated multiplier.
 */
export const add = defineKernel<AddParameters>({
  name: 'add',
  trait: 'clamps',
  run(p, [inputA, inputB], [output]) {
    if (inputA === undefined || inputB === undefined || output === undefined) return;
    const tableA = rescaledCodes(p.zeroPointA, p.multiplierA, p.shiftA, p.leftShift);
    const tableB = rescaledCodes(p.zeroPointB, p.multiplierB, p.shiftB, p.leftShift);
    const target = output.codes;
    forEachBroadcast(inputA.shape, inputB.shape, output.shape, (a, b, position) => {
      const sum =
        ((tableA[(inputA.codes[a] as number) + 128] as number) +
          (tableB[(inputB.codes[b] as number) + 128] as number)) |
        0;
      const scaled = multiplyByQuantizedMultiplier(sum, p.outputMultiplier, p.outputShift);
      target[position] = clamp(scaled + p.outputZeroPoint, p.minimum, p.maximum);
    });
  },
});
