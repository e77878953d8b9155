import { boardHealths, type BoardHealth } from '@npufarm/contracts';
import type { Lifecycle } from './lifecycle.js';

/** What can happen to a board's health. */
export type BoardHealthEvent =
  | 'attempt-succeeded'
  | 'attempt-failed'
  | 'drain'
  | 'quarantine'
  | 'loop'
  | 'release'
  | 'environment-changed'
  | 'retire';

/** What a row makes happen besides the new health. */
export type BoardHealthEffect = 'announce-idle';

/**
 * How far a board can be trusted, and whether operators want it used.
 *
 * One infrastructure failure that blames the board makes it suspect, a second one in a row quarantines it.
 * Participants' failures never appear here.
 */
export const boardHealthLifecycle: Lifecycle<BoardHealth, BoardHealthEvent, undefined, BoardHealthEffect> = {
  name: 'board health',
  states: boardHealths,
  initial: 'unknown',
  terminal: ['retired'],
  transitions: [
    { from: ['unknown', 'suspect'], event: 'attempt-succeeded', to: 'good', effects: [] },
    { from: ['unknown', 'good'], event: 'attempt-failed', to: 'suspect', effects: [] },
    { from: ['suspect'], event: 'attempt-failed', to: 'quarantined', effects: [] },
    { from: ['unknown', 'good', 'suspect', 'looping'], event: 'drain', to: 'maintenance', effects: [] },
    {
      from: ['unknown', 'good', 'suspect', 'looping', 'maintenance'],
      event: 'quarantine',
      to: 'quarantined',
      effects: [],
    },
    { from: ['unknown', 'good', 'suspect', 'quarantined'], event: 'loop', to: 'looping', effects: [] },
    {
      from: ['suspect', 'quarantined', 'looping', 'maintenance'],
      event: 'release',
      to: 'unknown',
      effects: ['announce-idle'],
    },
    { from: ['good', 'suspect'], event: 'environment-changed', to: 'unknown', effects: [] },
    {
      from: ['unknown', 'good', 'suspect', 'quarantined', 'looping', 'maintenance'],
      event: 'retire',
      to: 'retired',
      effects: [],
    },
  ],
};
