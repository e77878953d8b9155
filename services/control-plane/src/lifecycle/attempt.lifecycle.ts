import { type AttemptState, attemptStates } from '@npufarm/contracts';
import type { BoardHealthEvent } from './board-health.lifecycle.js';
import type { BoardLinkEvent } from './board-link.lifecycle.js';
import type { BoardOccupancyEvent } from './board-occupancy.lifecycle.js';
import type { JobEvent } from './job.lifecycle.js';
import type { Guard, Lifecycle } from './lifecycle.js';

/** What can happen to an attempt. */
export type AttemptEvent =
  | 'accept'
  | 'offer-lapsed'
  | 'cancel-offer'
  | 'renew'
  | 'lease-expired'
  | 'commit-success'
  | 'commit-rejection'
  | 'fail'
  | 'confirm-cancel'
  | 'fence';

/** What decides between two rows of the attempt's table. */
export interface AttemptFacts {
  /** True while the job names this attempt as its current one and has no verdict yet. */
  readonly current: boolean;
  readonly cancelRequested: boolean;
  /** True while the board still names this attempt as its last one, and the attempt's agent drives it. */
  readonly holdsBoard: boolean;
  /** True once the lease, with its grace, has run out. */
  readonly leaseExpired: boolean;
  /** True for a failure class that counts against the board. */
  readonly blamesBoard: boolean;
}

/** What a row makes happen besides the new state: mostly events of the job and the board. */
export type AttemptEffect =
  | `job.${JobEvent}`
  | `occupancy.${BoardOccupancyEvent}`
  | `health.${BoardHealthEvent}`
  | `link.${BoardLinkEvent}`
  | 'extend-lease';

const current: Guard<AttemptFacts> = {
  name: 'no newer attempt was granted',
  holds: (facts) => facts.current,
};
const superseded: Guard<AttemptFacts> = {
  name: 'a newer attempt was granted or the job has ended',
  holds: (facts) => !facts.current,
};
const wanted: Guard<AttemptFacts> = {
  name: 'still current and no cancel was requested',
  holds: (facts) => facts.current && !facts.cancelRequested,
};
const revivable: Guard<AttemptFacts> = {
  name: 'still current and its board was not given away',
  holds: (facts) => facts.current && facts.holdsBoard,
};
const expired: Guard<AttemptFacts> = {
  name: 'its lease has run out',
  holds: (facts) => facts.leaseExpired,
};
const boardToBlame: Guard<AttemptFacts> = {
  name: 'still current and the failure counts against the board',
  holds: (facts) => facts.current && facts.blamesBoard,
};

/**
 * The life of an attempt: one try of a job on one board, under a lease.
 *
 * LOST is not the end: an agent that was cut off finishes and presents its result on return, which counts
 * unless a newer attempt was granted meanwhile.
 */
export const attemptLifecycle: Lifecycle<AttemptState, AttemptEvent, AttemptFacts, AttemptEffect> = {
  name: 'attempt',
  states: attemptStates,
  initial: 'OFFERED',
  terminal: ['COMMITTED', 'FAILED', 'FENCED', 'CANCELLED'],
  transitions: [
    { from: ['OFFERED'], event: 'accept', when: wanted, to: 'ACCEPTED', effects: ['extend-lease'] },
    {
      from: ['OFFERED'],
      event: 'offer-lapsed',
      when: expired,
      to: 'LOST',
      effects: ['job.offer-lapsed', 'occupancy.release', 'link.offer-lapsed'],
    },
    {
      from: ['OFFERED'],
      event: 'cancel-offer',
      to: 'CANCELLED',
      effects: ['job.attempt-cancelled', 'occupancy.release'],
    },
    { from: ['ACCEPTED'], event: 'renew', to: 'ACCEPTED', effects: ['extend-lease'] },
    {
      from: ['LOST'],
      event: 'renew',
      when: revivable,
      to: 'ACCEPTED',
      effects: ['extend-lease', 'job.attempt-revived', 'occupancy.revive'],
    },
    {
      from: ['ACCEPTED'],
      event: 'lease-expired',
      when: expired,
      to: 'LOST',
      effects: ['job.attempt-lost', 'occupancy.holder-lost'],
    },
    {
      from: ['ACCEPTED'],
      event: 'commit-success',
      when: current,
      to: 'COMMITTED',
      effects: ['job.attempt-succeeded', 'occupancy.release', 'health.attempt-succeeded'],
    },
    {
      from: ['LOST'],
      event: 'commit-success',
      when: current,
      to: 'COMMITTED',
      effects: ['job.attempt-succeeded'],
    },
    {
      from: ['ACCEPTED'],
      event: 'commit-rejection',
      when: current,
      to: 'COMMITTED',
      effects: ['job.attempt-rejected', 'occupancy.release', 'health.attempt-succeeded'],
    },
    {
      from: ['LOST'],
      event: 'commit-rejection',
      when: current,
      to: 'COMMITTED',
      effects: ['job.attempt-rejected'],
    },
    {
      from: ['ACCEPTED'],
      event: 'fail',
      when: boardToBlame,
      to: 'FAILED',
      effects: ['job.attempt-failed', 'occupancy.release', 'health.attempt-failed'],
    },
    {
      from: ['ACCEPTED'],
      event: 'fail',
      when: current,
      to: 'FAILED',
      effects: ['job.attempt-failed', 'occupancy.release'],
    },
    { from: ['LOST'], event: 'fail', when: current, to: 'FAILED', effects: ['job.attempt-failed'] },
    {
      from: ['ACCEPTED'],
      event: 'confirm-cancel',
      to: 'CANCELLED',
      effects: ['job.attempt-cancelled', 'occupancy.release'],
    },
    {
      from: ['LOST'],
      event: 'confirm-cancel',
      when: current,
      to: 'CANCELLED',
      effects: ['job.attempt-cancelled'],
    },
    { from: ['OFFERED'], event: 'fence', to: 'FENCED', effects: ['job.offer-lapsed', 'occupancy.release'] },
    {
      from: ['ACCEPTED'],
      event: 'fence',
      to: 'FENCED',
      effects: ['job.attempt-lost', 'occupancy.holder-lost'],
    },
    { from: ['LOST'], event: 'fence', when: superseded, to: 'FENCED', effects: [] },
  ],
};
