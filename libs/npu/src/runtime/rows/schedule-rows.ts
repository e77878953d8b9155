import { invariant } from '../../invariant.js';
import type { RowStep } from './row-step.js';
import type { RowTensor } from './row-tensor.js';

/** Rows of one picture that a thread makes of every result of a segment. */
export interface Band {
  readonly picture: number;
  readonly results: ReadonlyMap<RowTensor, { readonly first: number; readonly end: number }>;
}

/** A step's call for the rows from `row` on; rows from `end` on are not wanted. */
export interface ScheduledCall {
  readonly step: RowStep;
  readonly row: number;
  readonly end: number;
}

export interface RowSchedule {
  readonly calls: readonly ScheduledCall[];
  /** Rows of every tensor that are alive at once. */
  readonly aliveRows: ReadonlyMap<RowTensor, number>;
}

interface StepState {
  readonly step: RowStep;
  readonly first: number;
  readonly end: number;
  next: number;
}

/**
 * Orders the calls of a band depth first: a row is made when the first row that depends on it is due.
 *
 * Bands share no work: rows that two bands need are made twice.
 */
export function scheduleRows(steps: readonly RowStep[], band: Band): RowSchedule {
  const states = wantedRows(steps, band);
  const consumers = new Map<RowTensor, StepState[]>();
  for (const state of states.values()) {
    for (const { tensor } of state.step.inputs) {
      consumers.set(tensor, [...(consumers.get(tensor) ?? []), state]);
    }
  }
  const calls: ScheduledCall[] = [];
  const aliveRows = new Map<RowTensor, number>();

  const noteAlive = (tensor: RowTensor, end: number): void => {
    let oldest = end;
    for (const { step, next, end: wanted } of consumers.get(tensor) ?? []) {
      if (next >= wanted) continue;
      for (const input of step.inputs) {
        if (input.tensor === tensor) oldest = Math.min(oldest, input.firstRow(next));
      }
    }
    const alive = end - Math.max(oldest, 0);
    aliveRows.set(tensor, Math.max(aliveRows.get(tensor) ?? 1, alive));
  };

  const make = (tensor: RowTensor, end: number): void => {
    const state = states.get(tensor);
    if (state === undefined) return;
    const { step } = state;
    while (state.next < Math.min(end, state.end)) {
      const row = state.next;
      const last = Math.min(row + step.rows, state.end) - 1;
      for (const input of step.inputs) make(input.tensor, input.lastRow(last) + 1);
      noteAlive(tensor, Math.min(row + step.rows, state.end));
      calls.push({ step, row, end: state.end });
      state.next = row + step.rows;
    }
  };

  for (const [tensor, { end }] of band.results) make(tensor, end);
  return { calls, aliveRows };
}

/** The rows of every tensor that the band's results depend on. */
function wantedRows(steps: readonly RowStep[], { results }: Band): Map<RowTensor, StepState> {
  const wanted = new Map<RowTensor, { first: number; end: number }>(results);
  const states = new Map<RowTensor, StepState>();
  for (const step of steps.toReversed()) {
    const rows = wanted.get(step.output);
    if (rows === undefined || rows.first >= rows.end) continue;
    const first = Math.floor(rows.first / step.alignment) * step.alignment;
    states.set(step.output, { step, first, end: rows.end, next: first });
    for (const { tensor, firstRow, lastRow } of step.inputs) {
      invariant(!states.has(tensor), 'steps come in the order of their data');
      const known = wanted.get(tensor);
      const from = clampRow(firstRow(first), tensor);
      const end = clampRow(lastRow(rows.end - 1) + 1, tensor);
      if (end <= from) continue;
      wanted.set(tensor, {
        first: Math.min(known?.first ?? from, from),
        end: Math.max(known?.end ?? end, end),
      });
    }
  }
  return states;
}

function clampRow(row: number, { geometry }: RowTensor): number {
  return Math.max(0, Math.min(geometry.height, row));
}
