import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { elementsOf } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';
import { clamp } from './clamp.js';
import { forEachReduced, type ReduceAxes } from './reduce.js';

export type ReduceSumParameters = ReduceAxes & {
  /** Zero point of the input times the number of summed elements. */
  readonly totalZeroPoint: number;
  readonly multiplier: number;
  readonly shift: number;
  readonly outputZeroPoint: number;
  readonly minimum: number;
  readonly maximum: number;
};

/**
 * Sum or mean over axes; a mean has 1/n inside its multiplier. Sums wrap at 32 bits.
 *
 * Source: TFLite `reference_ops::QuantizedMeanOrSum`, internal/reference/reduce.h.
 */
export const reduceSum = defineKernel<ReduceSumParameters>({
  name: 'reduce-sum',
  trait: 'clamps',
  run(p, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const sums = new Float64Array(elementsOf(output.shape));
    forEachReduced(p, (from, to) => {
      sums[to] = (sums[to] as number) + (input.codes[from] as number);
    });
    sums.forEach((sum, position) => {
      const shifted = (sum - p.totalZeroPoint) | 0;
      const code = multiplyByQuantizedMultiplier(shifted, p.multiplier, p.shift) + p.outputZeroPoint;
      output.codes[position] = clamp(code, p.minimum, p.maximum);
    });
  },
});
