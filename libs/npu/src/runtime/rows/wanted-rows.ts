import { invariant } from '../../invariant.js';
import type { RowStep } from './row-step.js';
import type { RowTensor } from './row-tensor.js';
import type { Rows } from './walk-rows.js';

/** The rows of every tensor that given rows of the results depend on. */
export function wantedRows(
  steps: readonly RowStep[],
  results: readonly ReadonlyMap<RowTensor, Rows>[],
): ReadonlyMap<RowTensor, Rows> {
  const wanted = new Map<RowTensor, Rows>();
  const want = (tensor: RowTensor, { first, end }: Rows): void => {
    if (end <= first) return;
    const known = wanted.get(tensor);
    wanted.set(tensor, {
      first: Math.min(known?.first ?? first, first),
      end: Math.max(known?.end ?? end, end),
    });
  };
  for (const rows of results) for (const [tensor, ofTensor] of rows) want(tensor, ofTensor);
  const made = new Set<RowTensor>();
  for (const step of steps.toReversed()) {
    const rows = wanted.get(step.output);
    if (rows === undefined) continue;
    made.add(step.output);
    for (const { tensor, firstRow, lastRow } of step.inputs) {
      invariant(!made.has(tensor), 'steps come in the order of their data');
      want(tensor, {
        first: clampRow(firstRow(rows.first), tensor),
        end: clampRow(lastRow(rows.end - 1) + 1, tensor),
      });
    }
  }
  return wanted;
}

function clampRow(row: number, { geometry }: RowTensor): number {
  return Math.max(0, Math.min(geometry.height, row));
}
