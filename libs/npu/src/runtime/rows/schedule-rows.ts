import type { RowStep } from './row-step.js';
import type { RowTensor } from './row-tensor.js';
import { type Rows, type RowWalk, walkRows, type WalkDirection } from './walk-rows.js';
import { wantedRows } from './wanted-rows.js';

/** Rows of one picture that a region makes of every result of a segment, in pieces from the top to the bottom. */
export interface Band {
  readonly picture: number;
  readonly pieces: readonly ReadonlyMap<RowTensor, Rows>[];
}

/** A step's call for the rows from `row` on; what it makes outside the wanted rows may be anything. */
export interface ScheduledCall {
  readonly step: RowStep;
  readonly row: number;
  readonly wanted: Rows;
}

export interface RowSchedule {
  /** The calls that finish each piece of the band, in the order in which the direction meets them. */
  readonly pieces: readonly (readonly ScheduledCall[])[];
  /** Rows of every tensor that are alive at once. */
  readonly aliveRows: ReadonlyMap<RowTensor, number>;
}

/**
 * Orders the calls of a band depth first: a row is made when the first row that depends on it is due.
 *
 * Threads share no rows but those of the results: what both need they make twice.
 */
export function scheduleRows(steps: readonly RowStep[], band: Band, direction: WalkDirection): RowSchedule {
  const ordered = direction === 'down' ? band.pieces : band.pieces.toReversed();
  const walks = walksOf(steps, ordered, direction);
  const consumers = new Map<RowTensor, RowWalk[]>();
  for (const walk of walks.values()) {
    for (const { tensor } of walk.step.inputs) {
      consumers.set(tensor, [...(consumers.get(tensor) ?? []), walk]);
    }
  }
  const aliveRows = new Map<RowTensor, number>();

  const noteAlive = (tensor: RowTensor, due: Rows, wanted: Rows): void => {
    let { first, end } = due;
    for (const { step, next } of consumers.get(tensor) ?? []) {
      if (next === undefined) continue;
      for (const input of step.inputs.filter((read) => read.tensor === tensor)) {
        first = Math.min(first, input.firstRow(next.first));
        end = Math.max(end, input.lastRow(next.end - 1) + 1);
      }
    }
    const alive =
      direction === 'down' ? due.end - Math.max(first, wanted.first) : Math.min(end, wanted.end) - due.first;
    aliveRows.set(tensor, Math.max(aliveRows.get(tensor) ?? 1, alive));
  };

  const make = (tensor: RowTensor, rows: Rows, calls: ScheduledCall[]): void => {
    const walk = walks.get(tensor);
    if (walk === undefined) return;
    const { step, wanted } = walk;
    for (let due = walk.dueFor(rows); due !== undefined; due = walk.dueFor(rows)) {
      for (const input of step.inputs) {
        make(input.tensor, { first: input.firstRow(due.first), end: input.lastRow(due.end - 1) + 1 }, calls);
      }
      noteAlive(tensor, due, wanted);
      calls.push({ step, row: due.row, wanted });
      walk.advance();
    }
  };

  const pieces = ordered.map((results) => {
    const calls: ScheduledCall[] = [];
    for (const [tensor, rows] of results) make(tensor, rows, calls);
    return calls;
  });
  return { pieces, aliveRows };
}

function walksOf(
  steps: readonly RowStep[],
  pieces: Band['pieces'],
  direction: WalkDirection,
): ReadonlyMap<RowTensor, RowWalk> {
  const wanted = wantedRows(steps, pieces);
  const neededFirst = wantedRows(steps, pieces.slice(0, 1));
  const walks = new Map<RowTensor, RowWalk>();
  for (const step of steps) {
    const rows = wanted.get(step.output);
    if (rows === undefined) continue;
    walks.set(step.output, walkRows(step, rows, neededFirst.get(step.output) ?? rows, direction));
  }
  return walks;
}
