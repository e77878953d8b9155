import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';

/** Rescaled value of every int8 and uint8 code, at index `code + 128`. */
export function rescaledCodes(
  zeroPoint: number,
  multiplier: number,
  shift: number,
  leftShift: number,
): Int32Array {
  return Int32Array.from({ length: 384 }, (_, i) =>
    multiplyByQuantizedMultiplier((i - 128 - zeroPoint) << leftShift, multiplier, shift),
  );
}
