import { concatenation } from './concatenation.js';
import { convolution } from './convolution.js';
import { depthToSpace } from './depth-to-space.js';
import { fullyConnected } from './fully-connected.js';
import { lookup } from './lookup.js';
import type { Lowering } from './lower-operation.js';
import { copy, pixelShuffle, spaceToDepth, split } from './moves.js';
import { pointwise } from './pointwise.js';
import { pool } from './pool.js';
import { resizeBilinearFloat } from './resize-bilinear-float.js';
import { resizeBilinear } from './resize-bilinear.js';
import { resizeNearest } from './resize-nearest.js';
import { transposedConvolution } from './transposed-convolution.js';

/** Every scalar kernel that has a faster form. */
export const lowerings: readonly Lowering[] = [
  concatenation,
  convolution,
  copy,
  depthToSpace,
  fullyConnected,
  lookup,
  pixelShuffle,
  pointwise('add'),
  pointwise('extremum'),
  pointwise('multiply'),
  pointwise('prelu'),
  pointwise('squared-difference'),
  pool,
  resizeBilinear,
  resizeBilinearFloat,
  resizeNearest,
  spaceToDepth,
  split,
  transposedConvolution,
];
