import type { Lifecycle, Transition } from './lifecycle.js';

/** The row that applies, or undefined when the event means nothing in this state. */
export function findTransition<State extends string, Event extends string, Facts, Effect extends string>(
  lifecycle: Lifecycle<State, Event, Facts, Effect>,
  state: State,
  event: Event,
  facts: Facts,
): Transition<State, Event, Facts, Effect> | undefined {
  return lifecycle.transitions.find(
    (row) => row.event === event && row.from.includes(state) && (row.when?.holds(facts) ?? true),
  );
}
