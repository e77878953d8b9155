import { defineKernel } from '../kernel.js';
import { combineRescaled, type RescaledPairParameters } from './combine-rescaled.js';

/**
 * Sum or difference of two quantised tensors with broadcasting.
 *
 * Source: TFLite `reference_integer_ops::AddElementwise`, which kernels/sub.cc calls with a negated multiplier.
 */
export const add = defineKernel<RescaledPairParameters>({
  name: 'add',
  trait: 'clamps',
  run: (parameters, inputs, outputs) => combineRescaled(parameters, inputs, outputs, (a, b) => (a + b) | 0),
});
