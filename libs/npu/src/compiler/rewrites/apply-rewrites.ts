import type { Rewrite, Step, StepList } from './rewrite.js';
import { sweep } from './sweep.js';

/** Ends hostile networks in which a step could be moved thousands of times; what remains is slower, never wrong. */
const roundLimit = 12;

/** Applies rewrites, each of which shortens the list or moves a step forward, until none matches. */
export function applyRewrites<S extends Step>(
  list: StepList<S>,
  rewrites: readonly Rewrite<S>[],
): StepList<S> {
  let current = list;
  for (let round = 0; round < roundLimit; round++) {
    const next = rewrites.reduce(sweep, current);
    if (next === current) return next;
    current = next;
  }
  return current;
}
