import type { LockedAttempt } from '../jobs/index.js';
import { bug, type PresentedOutcome } from './presented-outcome.js';

/** The outcome, or a failure by a bug when it does not answer what the attempt was asked. */
export function fitToWork(outcome: PresentedOutcome, { work, fidelity }: LockedAttempt): PresentedOutcome {
  if (outcome.event !== 'commit-success') return outcome;
  if (outcome.kind !== work.kind)
    return bug(`The job asked for ${work.kind}, the agent answered ${outcome.kind}.`);
  const presented = outcome.kind === 'timing' ? outcome.data.fidelity : outcome.data.environment.fidelity;
  if (presented !== fidelity) {
    return bug(`The board is registered as ${fidelity}, its numbers are labelled ${presented}.`);
  }
  if (outcome.kind === 'fidelity' && work.kind === 'fidelity') {
    const wanted = work.pictures.map(({ name }) => name).toSorted();
    const given = outcome.data.pictures.map(({ name }) => name).toSorted();
    if (wanted.length !== given.length || wanted.some((name, index) => name !== given[index])) {
      return bug(`The job asked for ${wanted.join(', ')}; the agent returned ${given.join(', ')}.`);
    }
  }
  return outcome;
}
