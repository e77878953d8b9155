import { type SubmissionState, submissionStates } from '@npufarm/contracts';
import type { Guard, Lifecycle } from '../lifecycle/index.js';

/** What can happen to a submission. */
export type SubmissionEvent =
  | 'claim-check'
  | 'check-accepted'
  | 'check-refused'
  | 'check-failed'
  | 'scored'
  | 'rejected'
  | 'failed'
  | 'cancelled'
  | 'withdraw'
  | 'run-again';

/** What decides between two rows of the submission's table. */
export interface SubmissionFacts {
  /** True when nobody but the farm is to blame. */
  readonly refundable: boolean;
}

/** What a row makes happen besides the new state. */
export type SubmissionEffect = 'queue-jobs' | 'cancel-jobs' | 'refund' | 'drop-score' | 'end';

const refundable: Guard<SubmissionFacts> = {
  name: 'the farm is to blame',
  holds: (facts) => facts.refundable,
};

/** The life of a submission, from the upload to its verdict. */
export const submissionLifecycle: Lifecycle<
  SubmissionState,
  SubmissionEvent,
  SubmissionFacts,
  SubmissionEffect
> = {
  name: 'submission',
  states: submissionStates,
  initial: 'RECEIVED',
  terminal: [],
  transitions: [
    { from: ['RECEIVED', 'CHECKING'], event: 'claim-check', to: 'CHECKING', effects: [] },
    { from: ['CHECKING'], event: 'check-accepted', to: 'EVALUATING', effects: ['queue-jobs'] },
    { from: ['CHECKING'], event: 'check-refused', to: 'REJECTED', effects: ['end'] },
    { from: ['CHECKING'], event: 'check-failed', to: 'FAILED', effects: ['refund', 'end'] },
    { from: ['EVALUATING'], event: 'scored', to: 'SCORED', effects: ['end'] },
    { from: ['EVALUATING'], event: 'rejected', to: 'REJECTED', effects: ['cancel-jobs', 'end'] },
    {
      from: ['EVALUATING'],
      event: 'failed',
      when: refundable,
      to: 'FAILED',
      effects: ['cancel-jobs', 'refund', 'end'],
    },
    { from: ['EVALUATING'], event: 'failed', to: 'FAILED', effects: ['cancel-jobs', 'end'] },
    {
      from: ['EVALUATING'],
      event: 'cancelled',
      when: refundable,
      to: 'WITHDRAWN',
      effects: ['cancel-jobs', 'refund', 'end'],
    },
    { from: ['EVALUATING'], event: 'cancelled', to: 'WITHDRAWN', effects: ['cancel-jobs', 'end'] },
    {
      from: ['RECEIVED', 'CHECKING', 'EVALUATING', 'SCORED'],
      event: 'withdraw',
      to: 'WITHDRAWN',
      effects: ['cancel-jobs', 'drop-score', 'end'],
    },
    {
      from: ['SCORED', 'REJECTED', 'FAILED', 'WITHDRAWN'],
      event: 'run-again',
      to: 'EVALUATING',
      effects: ['drop-score'],
    },
  ],
};
