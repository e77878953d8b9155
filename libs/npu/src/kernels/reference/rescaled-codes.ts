import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';

/** What brings two operands to one scale. */
export type RescaledOperands = {
  readonly leftShift: number;
  readonly zeroPointA: number;
  readonly multiplierA: number;
  readonly shiftA: number;
  readonly zeroPointB: number;
  /** Negative in a difference. */
  readonly multiplierB: number;
  readonly shiftB: number;
};

/** Rescaled value of every int8 and uint8 code of either operand, at index `code + 128`. */
export function rescaledCodes(p: RescaledOperands): { a: Int32Array; b: Int32Array } {
  const table = (zeroPoint: number, multiplier: number, shift: number): Int32Array =>
    Int32Array.from({ length: 384 }, (_, i) =>
      multiplyByQuantizedMultiplier((i - 128 - zeroPoint) << p.leftShift, multiplier, shift),
    );
  return {
    a: table(p.zeroPointA, p.multiplierA, p.shiftA),
    b: table(p.zeroPointB, p.multiplierB, p.shiftB),
  };
}
