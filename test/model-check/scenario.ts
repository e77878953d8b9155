import type { FailureClass } from '@npufarm/contracts';
import type { LockedAttempt } from '../../services/control-plane/src/jobs/locked-attempt.js';

/** A farm to explore, and the rules that a test may take away from it. */
export interface Scenario {
  readonly name: string;
  /** Agents that reach each board. */
  readonly boards: readonly (readonly number[])[];
  readonly attemptLimit: number;
  /** Attempts that are ever granted; offers that lapse do not count against the job's own limit. */
  readonly attempts: number;
  /** Somebody may cancel the job. */
  readonly cancels: boolean;
  readonly restarts: number;
  readonly outages: number;
  readonly pauses: number;
  /** Renewals may be taken long after they were sent. */
  readonly delaysRenewals: boolean;
  /** The fence where results are taken. */
  readonly isCurrentAtSink: (attempt: LockedAttempt) => boolean;
  /** A sweeper that has just started extends every open lease first. */
  readonly extendsLeasesFirst: boolean;
}

/** Why attempts of the model fail: a class that is retried and blames nobody. */
export const failureClass: FailureClass = 'AGENT_RESTARTED';

/** True for a board on which agents stop by themselves before their lease has run out. */
export function isGuarded(board: number, { boards }: Scenario): boolean {
  return (boards[board]?.length ?? 0) > 1;
}
