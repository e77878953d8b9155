import { expOnNegative } from '../../arithmetic/exponential.js';
import {
  roundingDivideByPowerOfTwo,
  saturatingRoundingDoublingHighMul,
} from '../../arithmetic/fixed-point.js';
import { reciprocalOf } from '../../arithmetic/reciprocal.js';
import { defineKernel } from '../kernel.js';
import { clamp } from './clamp.js';

export type SoftmaxParameters = {
  readonly multiplier: number;
  readonly leftShift: number;
  /** Codes further than this below the largest of their row count as zero. */
  readonly differenceMinimum: number;
  /** Codes of the type. */
  readonly minimum: number;
  readonly maximum: number;
};

export const accumulatorIntegerBits = 12;

/** Softmax over the last axis in fixed point. Source: TFLite `reference_ops::Softmax` (8 bit). */
export const softmax = defineKernel<SoftmaxParameters>({
  name: 'softmax',
  run(p, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const depth = input.shape.at(-1) ?? 1;
    const exponentials = exponentialsOf(p);
    for (let row = 0; row < input.codes.length; row += depth) {
      const codes = input.codes.subarray(row, row + depth);
      let largest = -128;
      for (const code of codes) largest = Math.max(largest, code);
      let sum = 0;
      for (const code of codes) {
        sum += roundingDivideByPowerOfTwo(exponentials[largest - code] as number, accumulatorIntegerBits);
      }
      const { reciprocal, bitsOverUnit } = reciprocalOf(sum, accumulatorIntegerBits);
      const exponent = bitsOverUnit + 31 - 8;
      for (let i = 0; i < depth; i++) {
        const share = saturatingRoundingDoublingHighMul(
          reciprocal,
          exponentials[largest - (codes[i] as number)] as number,
        );
        output.codes[row + i] = clamp(
          roundingDivideByPowerOfTwo(share, exponent) + p.minimum,
          p.minimum,
          p.maximum,
        );
      }
    }
  },
});

/** `exp` of every distance below the largest code. */
export function exponentialsOf({ multiplier, leftShift, differenceMinimum }: SoftmaxParameters): Int32Array {
  return Int32Array.from({ length: 256 }, (_, distance) =>
    -distance < differenceMinimum
      ? 0
      : expOnNegative(saturatingRoundingDoublingHighMul(-distance * 2 ** leftShift, multiplier)),
  );
}
