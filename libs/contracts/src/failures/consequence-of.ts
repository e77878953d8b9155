import { type FailureClass, type FailureConsequence, failureClasses } from './failure-classes.js';

/**
 * What follows from a failure class read from the wire or the database.
 * A name that this version does not know counts as a bug of the farm: retried, refunded, nobody blamed.
 */
export function consequenceOf(failureClass: string): FailureConsequence {
  return Object.hasOwn(failureClasses, failureClass)
    ? failureClasses[failureClass as FailureClass]
    : failureClasses.BUG;
}
