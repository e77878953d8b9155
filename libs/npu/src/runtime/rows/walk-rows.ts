import type { RowStep } from './row-step.js';

/** Rows from `first` up to, not including, `end`. */
export interface Rows {
  readonly first: number;
  readonly end: number;
}

/** From the first row to the last, or from the last to the first. */
export type WalkDirection = 'down' | 'up';

/** How far a step has come with the rows that are wanted of it. */
export interface RowWalk {
  readonly step: RowStep;
  readonly wanted: Rows;
  /** The rows of the next call; `undefined` after the last. */
  readonly next: Rows | undefined;
  /** The rows of the next call, if rows that must be there are among those not made yet. */
  dueFor(rows: Rows): Rows | undefined;
  advance(): void;
}

/** The calls of a step over the wanted rows; both directions make the same calls. */
export function walkRows(step: RowStep, wanted: Rows, direction: WalkDirection): RowWalk {
  const calls = Math.ceil((wanted.end - wanted.first) / step.rows);
  let made = 0;
  const next = (): Rows | undefined => {
    if (made === calls) return undefined;
    const first = wanted.first + (direction === 'down' ? made : calls - 1 - made) * step.rows;
    return { first, end: Math.min(first + step.rows, wanted.end) };
  };
  return {
    step,
    wanted,
    get next() {
      return next();
    },
    dueFor(rows) {
      const due = next();
      const isDue = due !== undefined && (direction === 'down' ? due.first < rows.end : due.end > rows.first);
      return isDue ? due : undefined;
    },
    advance() {
      made += 1;
    },
  };
}
