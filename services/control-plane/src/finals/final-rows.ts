import type { FinalRow } from '@npufarm/contracts';
import { meanAbsoluteDeviation, median } from '@npufarm/scoring';

/** A run of a final evaluation as it stands. */
export interface FinalRun {
  readonly submissionId: string;
  readonly team: string;
  readonly board: string;
  readonly state: string;
  /** null until it has succeeded. */
  readonly inferenceUs: number | null;
}

const open: ReadonlySet<string> = new Set(['QUEUED', 'ACTIVE']);

/** One row per submission. Each board counts once, however many of its runs succeeded. */
export function finalRows(runs: readonly FinalRun[]): FinalRow[] {
  const bySubmission = groupBy(runs, ({ submissionId }) => submissionId);
  return [...bySubmission].map(([submissionId, own]) => {
    const timed = own.flatMap(({ board, inferenceUs }) =>
      inferenceUs === null ? [] : [{ board, ms: inferenceUs / 1000 }],
    );
    const all = timed.map(({ ms }) => ms);
    const boards = [...groupBy(timed, ({ board }) => board)].map(([board, of]) => ({
      board,
      medianMs: median(of.map(({ ms }) => ms)),
      runs: of.length,
    }));
    const hasRun = all.length > 0;
    return {
      submissionId,
      team: own[0]?.team ?? '',
      done: own.filter(({ state }) => !open.has(state)).length,
      failed: own.filter(({ state, inferenceUs }) => !open.has(state) && inferenceUs === null).length,
      npuMs: hasRun ? median(boards.map(({ medianMs }) => medianMs)) : null,
      minMs: hasRun ? Math.min(...all) : null,
      maxMs: hasRun ? Math.max(...all) : null,
      meanAbsoluteDeviationMs: hasRun ? meanAbsoluteDeviation(all) : null,
      boards: boards.toSorted((left, right) => left.board.localeCompare(right.board, 'en')),
    };
  });
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
