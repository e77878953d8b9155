import { type Reason, consequenceOf, isFinalJobState } from '@npufarm/contracts';
import type { JobStanding } from '../../jobs/index.js';
import type { SubmissionEvent } from '../submission.lifecycle.js';

/** What is known about a submission whose jobs run. */
export interface EvaluationFacts {
  readonly jobs: readonly JobStanding[];
  /** Fidelity jobs whose outputs are all scored. */
  readonly scoredJobs: ReadonlySet<string>;
  readonly scoringFailures: readonly ScoringFailure[];
  /** True while the float model has pictures before it. */
  readonly isDropPending: boolean;
}

export interface ScoringFailure {
  readonly fault: 'participant' | 'infrastructure' | 'internal';
  readonly reason: Reason;
}

export type Evaluation =
  | { readonly kind: 'wait' }
  | { readonly kind: 'score' }
  | {
      readonly kind: 'end';
      readonly event: Extract<SubmissionEvent, 'rejected' | 'failed' | 'cancelled'>;
      readonly reason: Reason;
      readonly refundable: boolean;
    };

/** Decides what follows from the jobs of a submission. The first thing that speaks against it ends it. */
export function evaluate({ jobs, scoredJobs, scoringFailures, isDropPending }: EvaluationFacts): Evaluation {
  const rejected = jobs.find(({ state }) => state === 'REJECTED');
  if (rejected !== undefined) return endRejected(rejected);
  const [failure] = scoringFailures;
  if (failure !== undefined) {
    return failure.fault === 'participant'
      ? { kind: 'end', event: 'rejected', reason: failure.reason, refundable: false }
      : { kind: 'end', event: 'failed', reason: failure.reason, refundable: true };
  }
  const failed = jobs.find(({ state }) => state === 'FAILED' || state === 'EXPIRED');
  if (failed !== undefined) return endFailed(failed);
  const cancelled = jobs.find(({ state }) => state === 'CANCELLED');
  if (cancelled !== undefined) return endCancelled(cancelled);
  const isOver = jobs.length > 0 && jobs.every(({ state }) => isFinalJobState(state));
  const isScored = jobs.every(({ id, kind }) => kind !== 'fidelity' || scoredJobs.has(id));
  return isOver && isScored && !isDropPending ? { kind: 'score' } : { kind: 'wait' };
}

function endRejected({ kind, outcome }: JobStanding): Evaluation {
  const [issue] = outcome?.issues ?? [];
  return {
    kind: 'end',
    event: 'rejected',
    refundable: false,
    reason: {
      id: issue?.id ?? 'delegate.refused',
      rule: issue?.rule ?? 'The board must accept the model.',
      detail: issue?.detail ?? outcome?.detail ?? `The ${kind} job was refused by the board's delegate.`,
      hint: issue?.hint ?? 'Read the log of the job.',
    },
  };
}

function endFailed({ id, kind, state, outcome }: JobStanding): Evaluation {
  const failureClass = outcome?.failureClass ?? 'BUG';
  const { refund, text } = consequenceOf(failureClass);
  return {
    kind: 'end',
    event: 'failed',
    refundable: refund,
    reason: {
      id: `job.${failureClass.toLowerCase().replaceAll('_', '-')}`,
      rule: text,
      detail: `The ${kind} job ${id} ended ${state}: ${outcome?.detail ?? failureClass}.`,
      hint: refund ? 'Your quota was given back; submit again.' : 'Read the log of the job.',
    },
  };
}

function endCancelled({ id, kind, outcome }: JobStanding): Evaluation {
  const { refund, text } = consequenceOf(outcome?.failureClass ?? 'CANCELLED_USER');
  return {
    kind: 'end',
    event: 'cancelled',
    refundable: refund,
    reason: {
      id: 'job.cancelled',
      rule: text,
      detail: `The ${kind} job ${id} was cancelled: ${outcome?.detail ?? 'no reason was given'}.`,
      hint: 'Submit again when you want a result.',
    },
  };
}
