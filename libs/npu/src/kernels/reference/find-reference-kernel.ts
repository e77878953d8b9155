import type { Kernel } from '../kernel.js';
import { referenceKernels } from './index.js';

const kernelsByName: ReadonlyMap<string, Kernel> = new Map(
  referenceKernels.map((kernel) => [kernel.name, kernel]),
);

/** The scalar kernel that a binary names. */
export function findReferenceKernel(name: string): Kernel | undefined {
  return kernelsByName.get(name);
}
