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

const traits: ReadonlyMap<string, Kernel['trait']> = new Map(
  referenceKernels.map(({ name, trait }) => [name, trait]),
);

/** What the compiler may do around a kernel. */
export function kernelTrait(name: string): Kernel['trait'] {
  return traits.get(name);
}
