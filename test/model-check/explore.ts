/** Something that may happen next. */
export interface Step<State> {
  readonly name: string;
  readonly to: State;
  /** True for what nobody may count on: losses, delays, restarts. Everything must still come to an end without. */
  readonly fault?: boolean;
  /** What this step itself breaks, in words. */
  readonly breaks?: string;
}

/** A system to be explored whole. States are plain data. */
export interface Model<State> {
  readonly initial: State;
  readonly next: (state: State) => Iterable<Step<State>>;
  /** The same for equal states and for no others. */
  readonly keyOf: (state: State) => string;
  /** What is wrong with a state, in words; undefined when nothing is. */
  readonly flawOf: (state: State) => string | undefined;
  /** States from which nothing more has to come. */
  readonly isEnd: (state: State) => boolean;
}

/** A wrong state and the shortest way to it. */
export interface Violation {
  readonly flaw: string;
  readonly trace: readonly string[];
}

export interface Exploration {
  readonly states: number;
  readonly transitions: number;
  /** Steps on the shortest way to the farthest state. */
  readonly depth: number;
  readonly violation: Violation | undefined;
}

interface Visit {
  readonly from: number;
  readonly step: string;
  readonly depth: number;
}

/**
 * Visits every state that can be reached, breadth first, up to the first violation.
 *
 * Without one it goes back from the ends and reports a state that reaches none of them without faults.
 *
 * @throws RangeError when there are more than `limit` states
 */
export function explore<State>(model: Model<State>, limit: number): Exploration {
  const numbers = new Map<string, number>([[model.keyOf(model.initial), 0]]);
  const visits: Visit[] = [{ from: -1, step: 'start', depth: 0 }];
  const waiting: State[] = [model.initial];
  const ends: number[] = [];
  const edges: number[] = [];
  let transitions = 0;

  const report = (violation: Violation | undefined): Exploration => ({
    states: visits.length,
    transitions,
    depth: visits.at(-1)?.depth ?? 0,
    violation,
  });

  for (let number = 0; number < waiting.length; number += 1) {
    const state = waiting[number] as State;
    const flaw = model.flawOf(state);
    if (flaw !== undefined) return report({ flaw, trace: traceTo(visits, number) });
    if (model.isEnd(state)) ends.push(number);
    for (const { name, to, fault, breaks } of model.next(state)) {
      transitions += 1;
      if (breaks !== undefined) return report({ flaw: breaks, trace: [...traceTo(visits, number), name] });
      // Most repeated messages change nothing.
      if (to === state) continue;
      const key = model.keyOf(to);
      let target = numbers.get(key);
      if (target === undefined) {
        target = visits.length;
        if (target >= limit) throw new RangeError(`More than ${limit} states; bound the model more tightly.`);
        numbers.set(key, target);
        visits.push({ from: number, step: name, depth: (visits[number]?.depth ?? 0) + 1 });
        waiting.push(to);
      }
      if (fault !== true) edges.push(number, target);
    }
    // What was expanded is not needed any more; its number and its way back are.
    waiting[number] = undefined as State;
  }
  const stuck = findStuck(visits.length, edges, ends);
  if (stuck === undefined) return report(undefined);
  return report({ flaw: 'without faults it can never come to an end', trace: traceTo(visits, stuck) });
}

function traceTo(visits: readonly Visit[], number: number): string[] {
  const steps: string[] = [];
  for (let visit = visits[number]; visit !== undefined && visit.from >= 0; visit = visits[visit.from]) {
    steps.push(visit.step);
  }
  return steps.toReversed();
}

/** The first state from which no edge leads on to an end. `edges` holds pairs (from, to). */
function findStuck(states: number, edges: readonly number[], ends: readonly number[]): number | undefined {
  const starts = new Uint32Array(states + 1);
  for (let edge = 1; edge < edges.length; edge += 2) {
    const to = edges[edge] as number;
    starts[to + 1] = (starts[to + 1] as number) + 1;
  }
  for (let state = 0; state < states; state += 1) {
    starts[state + 1] = (starts[state + 1] as number) + (starts[state] as number);
  }
  const sources = new Uint32Array(edges.length / 2);
  const filled = starts.slice();
  for (let edge = 0; edge < edges.length; edge += 2) {
    const to = edges[edge + 1] as number;
    const place = filled[to] as number;
    sources[place] = edges[edge] as number;
    filled[to] = place + 1;
  }
  const reaches = new Uint8Array(states);
  const open = [...ends];
  for (const end of ends) reaches[end] = 1;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (let place = starts[state] as number; place < (starts[state + 1] as number); place += 1) {
      const source = sources[place] as number;
      if (reaches[source] === 1) continue;
      reaches[source] = 1;
      open.push(source);
    }
  }
  const stuck = reaches.indexOf(0);
  return stuck < 0 ? undefined : stuck;
}
