import { roundingDivideByPowerOfTwo } from '../../arithmetic/fixed-point.js';
import { clamp } from '../../kernels/reference/clamp.js';
import type { HardSwishParameters } from './hard-swish-parameters.js';

/**
 * The result's code, before its clamp to 8 bits, in 16-bit fixed point.
 *
 * Source: TFLite `reference_ops::HardSwish`; the last multiplication truncates on purpose, to cancel the bias of the
 * rounding ones.
 */
export function hardSwishOf(code: number, p: HardSwishParameters): number {
  const value = (code - p.inputZeroPoint) * 2 ** 7;
  const outputValue = doublingHighMul(value, p.outputMultiplier, Math.floor, 2 ** 14);
  const scaled = p.reluishExponent > 0 ? saturate16(value * 2 ** (p.reluishExponent - 1)) : value;
  const multiplied = doublingHighMul(scaled, p.reluishMultiplier, Math.floor, 2 ** 14);
  const inMinusOneToOne =
    p.reluishExponent > 0
      ? saturate16(multiplied * 2)
      : roundingDivideByPowerOfTwo(multiplied, -p.reluishExponent);
  const inZeroToOne = (inMinusOneToOne + 2 ** 15) >> 1;
  const product = doublingHighMul(inZeroToOne, outputValue, Math.trunc, 0);
  return roundingDivideByPowerOfTwo(product, -p.outputExponent) + p.outputZeroPoint;
}

/** The high half of the doubled product of two int16. */
function doublingHighMul(a: number, b: number, round: (value: number) => number, nudge: number): number {
  return round((a * b + nudge) / 2 ** 15);
}

function saturate16(value: number): number {
  return clamp(value, -0x8000, 0x7fff);
}
