/** A positive real as `multiplier × 2^(shift − 31)`, with the multiplier in [2^30, 2^31) or 0. */
export interface QuantizedMultiplier {
  readonly multiplier: number;
  readonly shift: number;
}

/**
 * Splits a positive real into a 31-bit multiplier and a power of two.
 *
 * Reals below 2^-32 flush to zero, as upstream does since its shifts are bounded by 31.
 * Source: TFLite `QuantizeMultiplier`, kernels/internal/quantization_util.cc.
 */
export function quantizeMultiplier(real: number): QuantizedMultiplier {
  if (real === 0) return { multiplier: 0, shift: 0 };
  const { fraction, exponent } = splitReal(real);
  const rounded = roundHalfAway(fraction * 2 ** 31);
  const carries = rounded === 2 ** 31;
  const shift = carries ? exponent + 1 : exponent;
  if (shift < -31) return { multiplier: 0, shift: 0 };
  return shift > 30
    ? { multiplier: 0x7fffffff, shift: 30 }
    : { multiplier: carries ? rounded / 2 : rounded, shift };
}

/** A real as `fraction × 2^exponent`, with the fraction in [0.5, 1): C's `frexp`. */
function splitReal(real: number): { fraction: number; exponent: number } {
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(real))) + 1);
  let fraction = real * 2 ** -exponent;
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent -= 1;
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent += 1;
  }
  return { fraction, exponent };
}

/** C's `round`: ties away from zero. */
export function roundHalfAway(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}
