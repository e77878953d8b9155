import { isFinalJobState } from '@npufarm/contracts';
import type { LockedAttempt } from './locked-attempt.js';

/** True while the job names this attempt as its current one and has no verdict yet: the fence. */
export function isCurrent(attempt: LockedAttempt): boolean {
  return attempt.job.currentAttempt === attempt.id && !isFinalJobState(attempt.job.state);
}
