import { defineKernel } from '../kernel.js';
import { combineRescaled, type RescaledPairParameters } from './combine-rescaled.js';

/** Square of the difference of two quantised tensors with broadcasting. Source: TFLite kernels/squared_difference.cc. */
export const squaredDifference = defineKernel<RescaledPairParameters>({
  name: 'squared-difference',
  trait: 'clamps',
  run: (parameters, inputs, outputs) =>
    combineRescaled(parameters, inputs, outputs, (a, b) => Math.imul(a - b, a - b)),
});
