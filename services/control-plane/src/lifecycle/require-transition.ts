import { findTransition } from './find-transition.js';
import { IllegalTransitionError } from './illegal-transition.error.js';
import type { Lifecycle, Transition } from './lifecycle.js';

/**
 * The row that must apply to `subject`.
 *
 * Throws {@link IllegalTransitionError} when there is none.
 */
export function requireTransition<State extends string, Event extends string, Facts, Effect extends string>(
  lifecycle: Lifecycle<State, Event, Facts, Effect>,
  subject: string,
  state: State,
  event: Event,
  facts: Facts,
): Transition<State, Event, Facts, Effect> {
  const transition = findTransition(lifecycle, state, event, facts);
  if (transition === undefined) throw new IllegalTransitionError(lifecycle.name, subject, state, event);
  return transition;
}
