/** A condition on the facts of the moment, with the words that documents and errors use for it. */
export interface Guard<Facts> {
  readonly name: string;
  readonly holds: (facts: Facts) => boolean;
}

/** One row of a lifecycle: in one of `from`, on `event`, when the guard holds, go to `to` and do `effects`. */
export interface Transition<State extends string, Event extends string, Facts, Effect extends string> {
  readonly from: readonly State[];
  readonly event: Event;
  readonly when?: Guard<Facts>;
  readonly to: State;
  readonly effects: readonly Effect[];
}

/**
 * The whole life of one kind of thing, as data.
 *
 * Rows are read in order; the first row with the state, the event and a guard that holds is taken.
 */
export interface Lifecycle<State extends string, Event extends string, Facts, Effect extends string> {
  readonly name: string;
  readonly states: readonly State[];
  readonly initial: State;
  /** States that nothing leaves. */
  readonly terminal: readonly State[];
  readonly transitions: readonly Transition<State, Event, Facts, Effect>[];
}
