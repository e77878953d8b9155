import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import type { TensorView } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';
import { clamp } from './clamp.js';
import { type RescaledOperands, rescaledCodes } from './rescaled-codes.js';

/** Two operands that are brought to one scale, combined, and rescaled to that of the output. */
export type RescaledPairParameters = RescaledOperands & {
  readonly outputZeroPoint: number;
  readonly outputMultiplier: number;
  readonly outputShift: number;
  readonly minimum: number;
  readonly maximum: number;
};

/**
 * Combines two quantised tensors with broadcasting.
 *
 * Each operand is a function of its code alone, so its rescaled values are computed once.
 */
export function combineRescaled(
  p: RescaledPairParameters,
  [inputA, inputB]: readonly TensorView[],
  [output]: readonly TensorView[],
  combine: (a: number, b: number) => number,
): void {
  if (inputA === undefined || inputB === undefined || output === undefined) return;
  const rescaled = rescaledCodes(p);
  const target = output.codes;
  forEachBroadcast(inputA.shape, inputB.shape, output.shape, (a, b, position) => {
    const combined = combine(
      rescaled.a[(inputA.codes[a] as number) + 128] as number,
      rescaled.b[(inputB.codes[b] as number) + 128] as number,
    );
    const scaled = multiplyByQuantizedMultiplier(combined, p.outputMultiplier, p.outputShift);
    target[position] = clamp(scaled + p.outputZeroPoint, p.minimum, p.maximum);
  });
}
