import { boardOccupancies, type BoardOccupancy } from '@npufarm/contracts';
import type { Guard, Lifecycle } from './lifecycle.js';

/** What can happen to a board's occupancy. */
export type BoardOccupancyEvent =
  'lease' | 'release' | 'drain' | 'undrain' | 'holder-lost' | 'revive' | 'quiescent';

/** What decides between two rows of the occupancy's table. */
export interface BoardOccupancyFacts {
  /** True while a non-terminal attempt names the board. */
  readonly occupied: boolean;
}

/** What a row makes happen besides the new occupancy. */
export type BoardOccupancyEffect = 'clear-attempt' | 'announce-idle';

const occupied: Guard<BoardOccupancyFacts> = {
  name: 'an attempt holds it',
  holds: (facts) => facts.occupied,
};

/**
 * Whether something runs on a board.
 *
 * After its holder was lost a board is unsafe until the agent that drives it proves that this very attempt does not run
 * on it, or an operator says so.
 */
export const boardOccupancyLifecycle: Lifecycle<
  BoardOccupancy,
  BoardOccupancyEvent,
  BoardOccupancyFacts,
  BoardOccupancyEffect
> = {
  name: 'board occupancy',
  states: boardOccupancies,
  initial: 'idle',
  terminal: [],
  transitions: [
    { from: ['idle'], event: 'lease', to: 'leased', effects: [] },
    {
      from: ['leased', 'draining'],
      event: 'release',
      to: 'idle',
      effects: ['clear-attempt', 'announce-idle'],
    },
    { from: ['leased'], event: 'drain', to: 'draining', effects: [] },
    { from: ['draining'], event: 'undrain', when: occupied, to: 'leased', effects: [] },
    { from: ['draining'], event: 'undrain', to: 'idle', effects: ['clear-attempt', 'announce-idle'] },
    { from: ['leased', 'draining'], event: 'holder-lost', to: 'unsafe', effects: [] },
    { from: ['unsafe'], event: 'revive', to: 'leased', effects: [] },
    { from: ['unsafe'], event: 'quiescent', to: 'idle', effects: ['clear-attempt', 'announce-idle'] },
  ],
};
