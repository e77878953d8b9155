import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { defineKernel } from '../kernel.js';
import { clamp } from './clamp.js';

export type RequantizeParameters = {
  readonly inputZeroPoint: number;
  readonly multiplier: number;
  readonly shift: number;
  readonly outputZeroPoint: number;
  readonly minimum: number;
  readonly maximum: number;
};

/** INT16 or INT32 codes in another quantisation. Source: TFLite `reference_ops::Requantize`. */
export const requantize = defineKernel<RequantizeParameters>({
  name: 'requantize',
  trait: 'clamps',
  run(p, [input], [output]) {
    if (input === undefined || output === undefined) return;
    input.codes.forEach((code, position) => {
      const scaled = multiplyByQuantizedMultiplier((code - p.inputZeroPoint) | 0, p.multiplier, p.shift);
      output.codes[position] = clamp(scaled + p.outputZeroPoint, p.minimum, p.maximum);
    });
  },
});
