import type { OperationList } from '../../operation-list.js';
import { composeLookups } from './compose-lookups.js';
import { dropIdentityLookups } from './drop-identity-lookups.js';
import { foldClips } from './fold-clips.js';
import { hoistLookups } from './hoist-lookups.js';
import { applyPatch, type OperationRewrite } from './operation-rewrite.js';

export const operationRewrites: readonly OperationRewrite[] = [
  composeLookups,
  dropIdentityLookups,
  foldClips,
  hoistLookups,
];

/** Applies the rewrites wherever they match, until none does. Each one shortens the list or moves a look-up forward. */
export function rewriteOperations(
  list: OperationList,
  rewrites: readonly OperationRewrite[] = operationRewrites,
): OperationList {
  let current = list;
  for (let changed = true; changed;) {
    changed = false;
    for (const { match } of rewrites) {
      for (let position = 0; position < current.operations.length; position++) {
        const patch = match(current, position);
        if (patch === undefined) continue;
        current = applyPatch(current, patch);
        changed = true;
      }
    }
  }
  return current;
}
