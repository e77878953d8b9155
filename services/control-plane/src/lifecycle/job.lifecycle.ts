import { type JobState, jobStates } from '@npufarm/contracts';
import type { Guard, Lifecycle } from './lifecycle.js';

/** What can happen to a job. */
export type JobEvent =
  | 'offer'
  | 'offer-lapsed'
  | 'attempt-succeeded'
  | 'attempt-rejected'
  | 'attempt-failed'
  | 'attempt-lost'
  | 'attempt-revived'
  | 'attempt-cancelled'
  | 'cancel'
  | 'expire';

/** What decides between two rows of the job's table. */
export interface JobFacts {
  readonly cancelRequested: boolean;
  readonly attemptsLeft: boolean;
  /** False when the failure is the participant's, so that another board would not help. */
  readonly retryable: boolean;
}

/** What a row makes happen besides the new state. */
export type JobEffect = 'take-attempt' | 'request-cancel' | 'queue-again' | 'end';

const cancelRequested: Guard<JobFacts> = {
  name: 'a cancel was requested',
  holds: (facts) => facts.cancelRequested,
};
const notRetryable: Guard<JobFacts> = {
  name: 'another board would not help',
  holds: (facts) => !facts.retryable,
};
const noAttemptsLeft: Guard<JobFacts> = { name: 'no attempt is left', holds: (facts) => !facts.attemptsLeft };

/** The life of a job: one evaluation of a submission, tried on boards until it has an answer. */
export const jobLifecycle: Lifecycle<JobState, JobEvent, JobFacts, JobEffect> = {
  name: 'job',
  states: jobStates,
  initial: 'QUEUED',
  terminal: ['SUCCEEDED', 'REJECTED', 'FAILED', 'CANCELLED', 'EXPIRED'],
  transitions: [
    { from: ['QUEUED'], event: 'offer', to: 'ACTIVE', effects: ['take-attempt'] },
    { from: ['ACTIVE'], event: 'offer-lapsed', when: cancelRequested, to: 'CANCELLED', effects: ['end'] },
    { from: ['ACTIVE'], event: 'offer-lapsed', to: 'QUEUED', effects: ['queue-again'] },
    { from: ['ACTIVE', 'QUEUED'], event: 'attempt-succeeded', to: 'SUCCEEDED', effects: ['end'] },
    { from: ['ACTIVE', 'QUEUED'], event: 'attempt-rejected', to: 'REJECTED', effects: ['end'] },
    {
      from: ['ACTIVE', 'QUEUED'],
      event: 'attempt-failed',
      when: cancelRequested,
      to: 'CANCELLED',
      effects: ['end'],
    },
    {
      from: ['ACTIVE', 'QUEUED'],
      event: 'attempt-failed',
      when: notRetryable,
      to: 'FAILED',
      effects: ['end'],
    },
    {
      from: ['ACTIVE', 'QUEUED'],
      event: 'attempt-failed',
      when: noAttemptsLeft,
      to: 'EXPIRED',
      effects: ['end'],
    },
    { from: ['ACTIVE', 'QUEUED'], event: 'attempt-failed', to: 'QUEUED', effects: ['queue-again'] },
    { from: ['ACTIVE'], event: 'attempt-lost', when: cancelRequested, to: 'CANCELLED', effects: ['end'] },
    { from: ['ACTIVE'], event: 'attempt-lost', when: noAttemptsLeft, to: 'EXPIRED', effects: ['end'] },
    { from: ['ACTIVE'], event: 'attempt-lost', to: 'QUEUED', effects: ['queue-again'] },
    { from: ['QUEUED'], event: 'attempt-revived', to: 'ACTIVE', effects: [] },
    {
      from: ['ACTIVE', 'QUEUED'],
      event: 'attempt-cancelled',
      when: cancelRequested,
      to: 'CANCELLED',
      effects: ['end'],
    },
    {
      from: ['ACTIVE', 'QUEUED'],
      event: 'attempt-cancelled',
      when: noAttemptsLeft,
      to: 'EXPIRED',
      effects: ['end'],
    },
    { from: ['ACTIVE', 'QUEUED'], event: 'attempt-cancelled', to: 'QUEUED', effects: ['queue-again'] },
    { from: ['QUEUED'], event: 'cancel', to: 'CANCELLED', effects: ['end'] },
    { from: ['ACTIVE'], event: 'cancel', to: 'ACTIVE', effects: ['request-cancel'] },
    { from: ['QUEUED'], event: 'expire', to: 'EXPIRED', effects: ['end'] },
  ],
};
