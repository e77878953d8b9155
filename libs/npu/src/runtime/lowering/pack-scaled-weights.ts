import { packEpilogue, type Epilogue } from '../../kernels/requantization/pack-epilogue.js';
import type { DenseConvolution } from './dense-convolution.js';

/** Weights in the largest scale that 16 bits and the sums have room for, and the epilogue that takes it back. */
export interface ScaledWeights {
  readonly weights: Int16Array;
  readonly epilogue: Epilogue;
}

/** Larger weights let sums start from finer fractions of a product; `undefined` where no exact epilogue exists. */
export function packScaledWeights(
  { weights, channels, reach }: DenseConvolution,
  vectors: number,
): ScaledWeights | undefined {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1);
  const room = Math.min(32_767 / largest, 2 ** 30 / Math.max(1, reach));
  const factor = 2 ** Math.max(0, Math.floor(Math.log2(room)));
  const scaled = packEpilogue(channels, vectors, factor);
  if (scaled !== undefined && factor > 1) {
    return { weights: weights.map((weight) => weight * factor), epilogue: scaled };
  }
  const epilogue = scaled ?? packEpilogue(channels, vectors, 1);
  return epilogue === undefined ? undefined : { weights, epilogue };
}
