import {
  boardHealthLifecycle,
  type BoardHealthEvent,
  boardLinkLifecycle,
  type BoardLinkEvent,
  boardOccupancyLifecycle,
  type BoardOccupancyEvent,
  findTransition,
  requireTransition,
} from '../lifecycle/index.js';
import type { BoardAxes } from './board-axes.js';

/** An event on one of a board's axes. */
export type BoardEvent =
  | { readonly axis: 'link'; readonly event: BoardLinkEvent }
  | { readonly axis: 'health'; readonly event: BoardHealthEvent }
  | { readonly axis: 'occupancy'; readonly event: BoardOccupancyEvent };

/**
 * The board after an event. What is already so on the axes link and health stays so.
 *
 * Throws IllegalTransitionError for an occupancy event that does not fit.
 */
export function stepBoard(board: BoardAxes, change: BoardEvent): BoardAxes {
  switch (change.axis) {
    case 'link': {
      const link = findTransition(boardLinkLifecycle, board.link, change.event, undefined)?.to ?? board.link;
      return { ...board, link };
    }
    case 'health': {
      const row = findTransition(boardHealthLifecycle, board.health, change.event, undefined);
      return { ...board, health: row?.to ?? board.health };
    }
    case 'occupancy': {
      const facts = { occupied: board.currentAttempt !== undefined };
      const row = requireTransition(
        boardOccupancyLifecycle,
        board.name,
        board.occupancy,
        change.event,
        facts,
      );
      const currentAttempt = row.effects.includes('clear-attempt') ? undefined : board.currentAttempt;
      return { ...board, occupancy: row.to, currentAttempt };
    }
  }
}

/** True when a change of a board may let a waiting job start. */
export function becameUsable(before: BoardAxes, after: BoardAxes): boolean {
  if (after.link !== 'connected' || after.occupancy !== 'idle') return false;
  return before.link !== after.link || before.occupancy !== after.occupancy || before.health !== after.health;
}
