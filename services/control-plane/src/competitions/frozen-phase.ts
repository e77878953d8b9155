import { FarmError } from '../platform/problems/farm-error.js';

/** Refusal to change what the scores of an opened phase stand on. */
export function frozenPhase(slug: string, changed: readonly string[]): FarmError {
  return new FarmError({
    code: 'phase.frozen',
    fault: 'participant',
    status: 409,
    detail: `The phase "${slug}" has opened; ${changed.join(', ')} can no longer change.`,
    hint: 'Dates, quotas, retention, baselines and visibility may change, the score by "npufarm phase rescore"; for other rules make a new phase.',
  });
}
