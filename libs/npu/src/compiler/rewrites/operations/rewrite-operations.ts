import type { Operation, OperationList } from '../../operation-list.js';
import { applyRewrites } from '../apply-rewrites.js';
import type { Rewrite } from '../rewrite.js';
import { composeLookups } from './compose-lookups.js';
import { dropCopies } from './drop-copies.js';
import { dropIdentityLookups } from './drop-identity-lookups.js';
import { foldClips } from './fold-clips.js';
import { hoistLookups } from './hoist-lookups.js';

export const operationRewrites: readonly Rewrite<Operation>[] = [
  composeLookups,
  dropCopies,
  dropIdentityLookups,
  foldClips,
  hoistLookups,
];

/** Applies rewrites of compiled steps, all of them unless given. */
export function rewriteOperations(
  list: OperationList,
  rewrites: readonly Rewrite<Operation>[] = operationRewrites,
): OperationList {
  const { steps, tensors } = applyRewrites({ ...list, steps: list.operations }, rewrites);
  return { ...list, operations: steps, tensors };
}
