import { FarmError } from '../platform/problems/farm-error.js';

/** Refusal to change a dataset that results already depend on. */
export function frozenDataset(slug: string, phase: string): FarmError {
  return new FarmError({
    code: 'dataset.frozen',
    fault: 'participant',
    status: 409,
    detail: `The dataset "${slug}" belongs to the phase ${phase}, which has opened.`,
    hint: 'Make a new dataset; what a phase is scored on never changes.',
  });
}
