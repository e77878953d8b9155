import { roundingDivideByPowerOfTwo, saturatingRoundingDoublingHighMul } from './fixed-point.js';

const oneInTwoIntegerBits = 2 ** 29;
/** 48/17 and -32/17 with two integer bits: the start of Newton and Raphson's division. */
const fortyEightSeventeenths = 1_515_870_810;
const minusThirtyTwoSeventeenths = -1_010_580_540;

/**
 * `1 / (1 + a)` for `a` in [0, 1), both with 31 fractional bits.
 *
 * Source: gemmlowp `one_over_one_plus_x_for_x_in_0_1`, fixedpoint/fixedpoint.h.
 */
function oneOverOnePlus(a: number): number {
  const halfDenominator = Math.trunc((a + 0x7fffffff + 1) / 2);
  let x =
    fortyEightSeventeenths + saturatingRoundingDoublingHighMul(halfDenominator, minusThirtyTwoSeventeenths);
  for (let step = 0; step < 3; step++) {
    const product = saturatingRoundingDoublingHighMul(halfDenominator, x);
    const correction = saturatingRoundingDoublingHighMul(x, oneInTwoIntegerBits - product);
    x += saturate(correction * 4);
  }
  return saturate(x * 2);
}

/** `1 / value` as `reciprocal × 2^-(31 + bitsOverUnit)`, where `value` has `integerBits` bits before the point. */
export function reciprocalOf(
  value: number,
  integerBits: number,
): { readonly reciprocal: number; readonly bitsOverUnit: number } {
  const headroomPlusOne = Math.clz32(value);
  const fraction = ((value << headroomPlusOne) >>> 0) - 2 ** 31;
  return { reciprocal: oneOverOnePlus(fraction), bitsOverUnit: integerBits - headroomPlusOne };
}

/** Multiplies by a power of two with rounding to nearest, or saturation. Source: gemmlowp `SaturatingRoundingMultiplyByPOT`. */
export function saturatingMultiplyByPowerOfTwo(value: number, exponent: number): number {
  return exponent < 0 ? roundingDivideByPowerOfTwo(value, -exponent) : saturate(value * 2 ** exponent);
}

function saturate(value: number): number {
  return Math.max(-0x80000000, Math.min(0x7fffffff, value));
}
