import type { Kernel } from '../kernel.js';
import { add } from './add.js';
import { argMax } from './arg-max.js';
import { concatenation } from './concatenation.js';
import { constant } from './constant.js';
import { convolution } from './convolution.js';
import { copy } from './copy.js';
import { depthToSpace } from './depth-to-space.js';
import { extremum } from './extremum.js';
import { fullyConnected } from './fully-connected.js';
import { gatherNd } from './gather-nd.js';
import { gather } from './gather.js';
import { lookup } from './lookup.js';
import { pool } from './pool.js';
import { rearrange } from './rearrange.js';
import { reduceMaximum } from './reduce-maximum.js';
import { reduceSum } from './reduce-sum.js';
import { resizeBilinearFloat } from './resize-bilinear-float.js';
import { resizeBilinear } from './resize-bilinear.js';
import { pixelShuffle } from './pixel-shuffle.js';
import { resizeNearest } from './resize-nearest.js';
import { spaceToDepth } from './space-to-depth.js';
import { split } from './split.js';
import { transposedConvolution } from './transposed-convolution.js';

/** Every scalar kernel that a binary may name. */
export const referenceKernels: readonly Kernel[] = [
  add,
  argMax,
  concatenation,
  constant,
  convolution,
  copy,
  depthToSpace,
  extremum,
  fullyConnected,
  gather,
  gatherNd,
  lookup,
  pixelShuffle,
  pool,
  rearrange,
  reduceMaximum,
  reduceSum,
  resizeBilinear,
  resizeBilinearFloat,
  resizeNearest,
  spaceToDepth,
  split,
  transposedConvolution,
];

const traits: ReadonlyMap<string, Kernel['trait']> = new Map(
  referenceKernels.map(({ name, trait }) => [name, trait]),
);

/** What the compiler may do around a kernel. */
export function kernelTrait(name: string): Kernel['trait'] {
  return traits.get(name);
}
