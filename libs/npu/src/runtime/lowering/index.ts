import { concatenation } from './concatenation.js';
import { convolution } from './convolution.js';
import { depthToSpace } from './depth-to-space.js';
import { lookup } from './lookup.js';
import type { Lowering } from './lower-operation.js';
import { pointwise } from './pointwise.js';

/** Every scalar kernel that has a faster form. */
export const lowerings: readonly Lowering[] = [
  concatenation,
  convolution,
  depthToSpace,
  lookup,
  pointwise('add'),
  pointwise('extremum'),
];
