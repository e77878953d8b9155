import type { Kernel } from '../kernel.js';
import { add } from './add.js';
import { argMax } from './arg-max.js';
import { cast } from './cast.js';
import { concatenation } from './concatenation.js';
import { constant } from './constant.js';
import { convolution } from './convolution.js';
import { copy } from './copy.js';
import { depthToSpace } from './depth-to-space.js';
import { divide } from './divide.js';
import { extremum } from './extremum.js';
import { fullyConnected } from './fully-connected.js';
import { gatherNd } from './gather-nd.js';
import { gather } from './gather.js';
import { greater } from './greater.js';
import { integerArithmetic } from './integer-arithmetic.js';
import { lookup } from './lookup.js';
import { multiply } from './multiply.js';
import { pool } from './pool.js';
import { prelu } from './prelu.js';
import { rearrange } from './rearrange.js';
import { reduceMaximum } from './reduce-maximum.js';
import { reduceSum } from './reduce-sum.js';
import { requantize } from './requantize.js';
import { resizeBilinearFloat } from './resize-bilinear-float.js';
import { resizeBilinear } from './resize-bilinear.js';
import { pixelShuffle } from './pixel-shuffle.js';
import { resizeNearest } from './resize-nearest.js';
import { select } from './select.js';
import { softmax } from './softmax.js';
import { spaceToDepth } from './space-to-depth.js';
import { split } from './split.js';
import { squaredDifference } from './squared-difference.js';
import { transposedConvolution } from './transposed-convolution.js';

/** Every scalar kernel that a binary may name. */
export const referenceKernels: readonly Kernel[] = [
  add,
  argMax,
  cast,
  concatenation,
  constant,
  convolution,
  copy,
  depthToSpace,
  divide,
  extremum,
  fullyConnected,
  gather,
  gatherNd,
  greater,
  integerArithmetic,
  lookup,
  multiply,
  pixelShuffle,
  pool,
  prelu,
  rearrange,
  reduceMaximum,
  reduceSum,
  requantize,
  resizeBilinear,
  resizeBilinearFloat,
  resizeNearest,
  select,
  softmax,
  spaceToDepth,
  split,
  squaredDifference,
  transposedConvolution,
];

const traits: ReadonlyMap<string, Kernel['trait']> = new Map(
  referenceKernels.map(({ name, trait }) => [name, trait]),
);

/** What the compiler may do around a kernel. */
export function kernelTrait(name: string): Kernel['trait'] {
  return traits.get(name);
}
