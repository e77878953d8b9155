/**
 * The high half of the doubled product of two int32, rounded: `round(a × b / 2^31)`, ties upward.
 *
 * The product is split into halves of 16 bits, so that every step is exact in double precision.
 * Source: gemmlowp `SaturatingRoundingDoublingHighMul`; its truncating division with a signed nudge equals this floor.
 */
export function saturatingRoundingDoublingHighMul(a: number, b: number): number {
  if (a === -0x80000000 && b === -0x80000000) return 0x7fffffff;
  const high = (a >> 16) * b;
  const low = (a & 0xffff) * b + 0x40000000;
  return Math.floor((high + Math.floor(low / 0x10000)) / 0x8000);
}

/**
 * Divides by a power of two, rounding ties away from zero.
 *
 * Source: gemmlowp `RoundingDivideByPOT`; exponent 0 to 31.
 */
export function roundingDivideByPowerOfTwo(value: number, exponent: number): number {
  if (exponent === 0) return value;
  if (exponent === 31) return value >= 0x40000000 ? 1 : value <= -0x40000000 ? -1 : 0;
  const mask = (1 << exponent) - 1;
  const remainder = value & mask;
  const threshold = (mask >> 1) + (value < 0 ? 1 : 0);
  return (value >> exponent) + (remainder > threshold ? 1 : 0);
}

/**
 * Rescales an int32 with two roundings, the arithmetic of TFLite's reference kernels.
 *
 * Source: TFLite `MultiplyByQuantizedMultiplier`, kernels/internal/common.cc (double rounding).
 */
export function multiplyByQuantizedMultiplier(value: number, multiplier: number, shift: number): number {
  const left = shift > 0 ? shift : 0;
  const right = shift > 0 ? 0 : -shift;
  return roundingDivideByPowerOfTwo(saturatingRoundingDoublingHighMul(value << left, multiplier), right);
}

/**
 * Rescales an int32 with one rounding: `floor((value × multiplier + 2^(30 − shift)) / 2^(31 − shift))`.
 *
 * Source: TFLite `MultiplyByQuantizedMultiplier` built with single rounding; ruy's WebAssembly path does the same.
 */
export function multiplyRoundingOnce(value: number, multiplier: number, shift: number): number {
  const high = (value >> 16) * multiplier;
  const low = (value & 0xffff) * multiplier;
  const total = 31 - shift;
  const rounding = 2 ** (total - 1);
  const lowWithNudge = low + (rounding % 0x10000);
  const carried = high + Math.floor(rounding / 0x10000) + Math.floor(lowWithNudge / 0x10000);
  return total >= 16
    ? Math.floor(carried / 2 ** (total - 16))
    : Math.floor((high * 0x10000 + low + rounding) / 2 ** total);
}
