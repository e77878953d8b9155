import { elementsOf } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';
import { forEachReduced, type ReduceAxes } from './reduce.js';

export type ReduceMaximumParameters = ReduceAxes;

/** Largest raw code over axes. Source: TFLite kernels/reduce.cc, `EvalGeneric<kReference, kMax>`. */
export const reduceMaximum = defineKernel<ReduceMaximumParameters>({
  name: 'reduce-maximum',
  run(axes, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const maxima = new Float64Array(elementsOf(output.shape)).fill(-Infinity);
    forEachReduced(axes, (from, to) => {
      maxima[to] = Math.max(maxima[to] as number, input.codes[from] as number);
    });
    output.codes.set(maxima);
  },
});
