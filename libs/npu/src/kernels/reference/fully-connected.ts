import { multiplyByQuantizedMultiplier, multiplyRoundingOnce } from '../../arithmetic/fixed-point.js';
import { defineKernel } from '../kernel.js';
import { clamp } from './clamp.js';

/** A matrix of weights, one row per unit. */
export type FullyConnectedParameters = {
  readonly weights: Int8Array | Uint8Array;
  readonly bias: Int32Array;
  /** Length of a row. */
  readonly depth: number;
  readonly inputZeroPoint: number;
  readonly weightZeroPoint: number;
  readonly outputZeroPoint: number;
  /** One per unit. */
  readonly multipliers: Int32Array;
  readonly shifts: Int32Array;
  readonly minimum: number;
  readonly maximum: number;
  /** True where optimised TFLite builds round once. */
  readonly roundsOnceWhenBuiltin: boolean;
};

/**
 * Shapes: input [..., depth] read as rows, output [..., units].
 *
 * Source: TFLite `reference_integer_ops::FullyConnected`, `FullyConnectedPerChannel`; `reference_ops::FullyConnected`
 * (uint8).
 */
export const fullyConnected = defineKernel<FullyConnectedParameters>({
  name: 'fully-connected',
  trait: 'clamps',
  run(p, [input], [output], context) {
    if (input === undefined || output === undefined) return;
    const units = p.bias.length;
    const rows = output.codes.length / units;
    const rescale =
      context.rounding === 'builtin' && p.roundsOnceWhenBuiltin
        ? multiplyRoundingOnce
        : multiplyByQuantizedMultiplier;
    for (let row = 0; row < rows; row++) {
      for (let unit = 0; unit < units; unit++) {
        let accumulator = p.bias[unit] as number;
        for (let i = 0; i < p.depth; i++) {
          accumulator =
            (accumulator +
              Math.imul(
                (input.codes[row * p.depth + i] as number) - p.inputZeroPoint,
                (p.weights[unit * p.depth + i] as number) - p.weightZeroPoint,
              )) |
            0;
        }
        const scaled = rescale(accumulator, p.multipliers[unit] as number, p.shifts[unit] as number);
        output.codes[row * units + unit] = clamp(scaled + p.outputZeroPoint, p.minimum, p.maximum);
      }
    }
  },
});
