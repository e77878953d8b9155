import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { defineKernel } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';
import { clamp } from './clamp.js';

export type MultiplyParameters = {
  readonly zeroPointA: number;
  readonly zeroPointB: number;
  readonly outputZeroPoint: number;
  readonly multiplier: number;
  readonly shift: number;
  readonly minimum: number;
  readonly maximum: number;
};

/** Product of two quantised tensors with broadcasting. Source: TFLite `reference_integer_ops::MulElementwise`. */
export const multiply = defineKernel<MultiplyParameters>({
  name: 'multiply',
  trait: 'clamps',
  run(p, [inputA, inputB], [output]) {
    if (inputA === undefined || inputB === undefined || output === undefined) return;
    forEachBroadcast(inputA.shape, inputB.shape, output.shape, (a, b, position) => {
      const product =
        ((inputA.codes[a] as number) - p.zeroPointA) * ((inputB.codes[b] as number) - p.zeroPointB);
      const scaled = multiplyByQuantizedMultiplier(product, p.multiplier, p.shift);
      output.codes[position] = clamp(scaled + p.outputZeroPoint, p.minimum, p.maximum);
    });
  },
});
