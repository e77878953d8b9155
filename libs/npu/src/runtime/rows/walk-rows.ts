import type { RowStep } from './row-step.js';

/** Rows from `first` up to, not including, `end`. */
export interface Rows {
  readonly first: number;
  readonly end: number;
}

/** From the first row to the last, or from the last to the first. */
export type WalkDirection = 'down' | 'up';

/** A call for as many rows as the step makes, and those of them that are wanted. */
export interface RowsOfCall extends Rows {
  readonly row: number;
}

/** How far a step has come with the rows that are wanted of it. */
export interface RowWalk {
  readonly step: RowStep;
  readonly wanted: Rows;
  /** `undefined` after the last call. */
  readonly next: RowsOfCall | undefined;
  /** The next call, if rows that must be there are among those not made yet. */
  dueFor(rows: Rows): RowsOfCall | undefined;
  advance(): void;
}

/**
 * The calls of a step over the wanted rows. One of them ends where the rows that are needed first end, so that calls
 * run ahead of what depends on them by as few rows as possible.
 */
export function walkRows(step: RowStep, wanted: Rows, neededFirst: Rows, direction: WalkDirection): RowWalk {
  const down = direction === 'down';
  const edge = down ? neededFirst.end : neededFirst.first;
  const behind = Math.ceil((down ? edge - wanted.first : wanted.end - edge) / step.rows) * step.rows;
  const length = down ? wanted.end - (edge - behind) : edge + behind - wanted.first;
  const calls = Math.ceil(length / step.rows);
  let made = 0;
  const next = (): RowsOfCall | undefined => {
    if (made === calls) return undefined;
    const row = down ? edge - behind + made * step.rows : edge + behind - (made + 1) * step.rows;
    return { row, first: Math.max(row, wanted.first), end: Math.min(row + step.rows, wanted.end) };
  };
  return {
    step,
    wanted,
    get next() {
      return next();
    },
    dueFor(rows) {
      const due = next();
      const isDue = due !== undefined && (down ? due.first < rows.end : due.end > rows.first);
      return isDue ? due : undefined;
    },
    advance() {
      made += 1;
    },
  };
}
