import { boardLinks, type BoardLink } from '@npufarm/contracts';
import type { Lifecycle } from './lifecycle.js';

/** What can happen to a board's link. */
export type BoardLinkEvent = 'heard' | 'unreachable' | 'offer-lapsed' | 'silent';

/** What a row makes happen besides the new link state. */
export type BoardLinkEffect = 'announce-idle';

/**
 * The link to a board.
 *
 * A board whose agent let an offer lapse is flapping and gets no work until the agent is heard again.
 */
export const boardLinkLifecycle: Lifecycle<BoardLink, BoardLinkEvent, undefined, BoardLinkEffect> = {
  name: 'board link',
  states: boardLinks,
  initial: 'disconnected',
  terminal: [],
  transitions: [
    { from: ['flapping', 'disconnected'], event: 'heard', to: 'connected', effects: ['announce-idle'] },
    { from: ['connected', 'flapping'], event: 'unreachable', to: 'disconnected', effects: [] },
    { from: ['connected'], event: 'offer-lapsed', to: 'flapping', effects: [] },
    { from: ['connected', 'flapping'], event: 'silent', to: 'disconnected', effects: [] },
  ],
};
