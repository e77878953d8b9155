import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { defineKernel } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';
import { clamp } from './clamp.js';

export type PreluParameters = {
  readonly inputZeroPoint: number;
  readonly alphaZeroPoint: number;
  readonly outputZeroPoint: number;
  readonly positiveMultiplier: number;
  readonly positiveShift: number;
  readonly negativeMultiplier: number;
  readonly negativeShift: number;
  readonly minimum: number;
  readonly maximum: number;
};

/** A rectifier whose negative slope is a tensor, broadcast to the input. Source: TFLite `reference_ops::BroadcastPrelu4DSlow`. */
export const prelu = defineKernel<PreluParameters>({
  name: 'prelu',
  trait: 'clamps',
  run(p, [input, alpha], [output]) {
    if (input === undefined || alpha === undefined || output === undefined) return;
    forEachBroadcast(input.shape, alpha.shape, output.shape, (a, b, position) => {
      const value = (input.codes[a] as number) - p.inputZeroPoint;
      const scaled =
        value >= 0
          ? multiplyByQuantizedMultiplier(value, p.positiveMultiplier, p.positiveShift)
          : multiplyByQuantizedMultiplier(
              value * ((alpha.codes[b] as number) - p.alphaZeroPoint),
              p.negativeMultiplier,
              p.negativeShift,
            );
      output.codes[position] = clamp(scaled + p.outputZeroPoint, p.minimum, p.maximum);
    });
  },
});
