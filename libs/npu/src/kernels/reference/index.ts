import type { Kernel } from '../kernel.js';
import { add } from './add.js';
import { concatenation } from './concatenation.js';
import { convolution } from './convolution.js';
import { copy } from './copy.js';
import { depthToSpace } from './depth-to-space.js';
import { extremum } from './extremum.js';
import { lookup } from './lookup.js';
import { resizeNearest } from './resize-nearest.js';
import { spaceToDepth } from './space-to-depth.js';

/** Every scalar kernel that a binary may name. */
export const referenceKernels: readonly Kernel[] = [
  add,
  concatenation,
  convolution,
  copy,
  depthToSpace,
  extremum,
  lookup,
  resizeNearest,
  spaceToDepth,
];
