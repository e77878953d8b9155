/**
 * How the integers of sums become floating-point numbers: four at once in single precision, whose rounding errors only a
 * proof excludes; or two at once in double precision, by a conversion, or faster by joining the high word of 2^52, which
 * makes them unsigned, so that they carry 2^31, and leaves fewer bits for the product.
 */
export type SumForm = 'single' | 'joined' | 'converted';

/**
 * A channel's rescaling as one multiplication of floating-point numbers.
 *
 * Bias and rounding lie in the integer that sums start from.
 */
export interface AffineRescale {
  readonly scale: number;
  /** What sums start from. */
  readonly start: number;
  /** Added to negative sums, 0 or less: the norm rounds ties away from zero. */
  readonly belowZero: number;
  /** Added to products when they are rounded, an integer: the code of a product of 0. */
  readonly codeOfZero: number;
}

export interface SumArithmetic {
  /** What a sum of 0 is as a floating-point number. */
  readonly zero: number;
  /** Added to a number, leaves its nearest integer in the lowest bits. */
  readonly roundingMagic: number;
  /** Products stay below; what zero points and centres add (under 512) comes on top. */
  readonly largestProduct: number;
  readonly round: (value: number) => number;
}

const double = { roundingMagic: 1.5 * 2 ** 52, largestProduct: 2 ** 30, round: (value: number) => value };

export const sumArithmetics: Readonly<Record<SumForm, SumArithmetic>> = {
  single: { zero: 0, roundingMagic: 1.5 * 2 ** 23, largestProduct: 2 ** 15 - 512, round: Math.fround },
  joined: { zero: 2 ** 52 + 2 ** 31, ...double },
  converted: { zero: 0, ...double },
};

/**
 * What the vector code computes from a sum that includes its start, step by step in the same precision.
 *
 * Sums of two singles are rounded twice here, with one result: a product next to a half has no bits past the double's.
 */
export function evaluateAffine(affine: AffineRescale, sumForm: SumForm, sum: number): number {
  const { zero, roundingMagic, round } = sumArithmetics[sumForm];
  const { scale, belowZero, codeOfZero } = affine;
  const real = round(zero + sum + (sum < 0 ? belowZero : 0));
  return round(round(real * scale) + (roundingMagic + codeOfZero)) - roundingMagic;
}
