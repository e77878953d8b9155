import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { defineKernel } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';
import { clamp } from './clamp.js';

export type AddParameters = {
  readonly leftShift: number;
  readonly zeroPointA: number;
  readonly multiplierA: number;
  readonly shiftA: number;
  readonly zeroPointB: number;
  readonly multiplierB: number;
  readonly shiftB: number;
  /** +1 adds, -1 subtracts. */
  readonly sign: number;
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
 * Source: TFLite `reference_integer_ops::AddElementwise`, `reference_ops::SubElementwise`.
 */
export const add = defineKernel<AddParameters>({
  name: 'add',
  trait: 'clamps',
  run(p, [inputA, inputB], [output]) {
    if (inputA === undefined || inputB === undefined || output === undefined) return;
    const tableA = rescaledCodes(p.zeroPointA, p.multiplierA, p.shiftA, p.leftShift, 1);
    const tableB = rescaledCodes(p.zeroPointB, p.multiplierB, p.shiftB, p.leftShift, p.sign);
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

/** Rescaled value of every int8 and uint8 code, at index `code + 128`. */
function rescaledCodes(
  zeroPoint: number,
  multiplier: number,
  shift: number,
  leftShift: number,
  sign: number,
): Int32Array {
  return Int32Array.from(
    { length: 384 },
    (_, i) => sign * multiplyByQuantizedMultiplier((i - 128 - zeroPoint) << leftShift, multiplier, shift),
  );
}
