import type { OperationList } from '../../operation-list.js';
import { composeLookups } from './compose-lookups.js';
import { dropIdentityLookups } from './drop-identity-lookups.js';
import { foldClips } from './fold-clips.js';
import { hoistLookups } from './hoist-lookups.js';
import type { OperationRewrite } from './operation-rewrite.js';
import { sweep } from './sweep.js';

export const operationRewrites: readonly OperationRewrite[] = [
  composeLookups,
  dropIdentityLookups,
  foldClips,
  hoistLookups,
];

/** Ends hostile networks in which a look-up could be moved thousands of times; what remains is slower, never wrong. */
const roundLimit = 64;

/** Applies the rewrites until none matches. Each one shortens the list or moves a look-up forward. */
export function rewriteOperations(
  list: OperationList,
  rewrites: readonly OperationRewrite[] = operationRewrites,
): OperationList {
  let current = list;
  for (let round = 0; round < roundLimit; round++) {
    const next = rewrites.reduce(sweep, current);
    if (next === current) return next;
    current = next;
  }
  return current;
}
