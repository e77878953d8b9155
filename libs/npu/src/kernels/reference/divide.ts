import {
  multiplyByQuantizedMultiplier,
  saturatingRoundingDoublingHighMul,
} from '../../arithmetic/fixed-point.js';
import { reciprocalOf } from '../../arithmetic/reciprocal.js';
import { DivisionFault } from '../division-fault.js';
import { defineKernel } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';
import { clamp } from './clamp.js';

export type DivideParameters = {
  readonly zeroPointA: number;
  readonly zeroPointB: number;
  readonly outputZeroPoint: number;
  readonly multiplier: number;
  readonly shift: number;
  readonly minimum: number;
  readonly maximum: number;
};

/**
 * Quotient of two uint8 tensors with broadcasting; throws DivisionFault where TFLite leaves the result undefined.
 *
 * Source: TFLite `reference_ops::DivElementwise`.
 */
export const divide = defineKernel<DivideParameters>({
  name: 'divide',
  trait: 'clamps',
  run(p, [inputA, inputB], [output]) {
    if (inputA === undefined || inputB === undefined || output === undefined) return;
    forEachBroadcast(inputA.shape, inputB.shape, output.shape, (a, b, position) => {
      const divisor = (inputB.codes[b] as number) - p.zeroPointB;
      if (divisor === 0) throw new DivisionFault();
      const dividend = ((inputA.codes[a] as number) - p.zeroPointA) * Math.sign(divisor);
      const { reciprocal, bitsOverUnit } = reciprocalOf(Math.abs(divisor), 31);
      const headroom = Math.clz32(dividend < 0 ? ~dividend : dividend) - 1;
      const quotient = saturatingRoundingDoublingHighMul(dividend * 2 ** headroom, reciprocal);
      const shift = p.shift - bitsOverUnit - headroom;
      // Below half a step; TFLite shifts by more than 31 bits here, which C++ leaves undefined.
      const scaled = shift < -31 ? 0 : multiplyByQuantizedMultiplier(quotient, p.multiplier, shift);
      output.codes[position] = clamp(scaled + p.outputZeroPoint, p.minimum, p.maximum);
    });
  },
});
