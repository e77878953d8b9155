import type { FinalEvaluationView, FinalRow } from '@npufarm/contracts';
import { fixed } from '../../output/format-number.js';
import type { Style } from '../../output/style.js';
import { type Column, renderTable } from '../../output/table.js';

const columns: readonly Column<FinalRow>[] = [
  { title: 'team', value: (row) => row.team },
  { title: 'NPU ms', align: 'right', value: (row) => fixed(row.npuMs, 3) },
  { title: 'min', align: 'right', value: (row) => fixed(row.minMs, 3) },
  { title: 'max', align: 'right', value: (row) => fixed(row.maxMs, 3) },
  { title: 'deviation', align: 'right', value: (row) => fixed(row.meanAbsoluteDeviationMs, 4) },
  { title: 'runs', align: 'right', value: (row) => `${row.done - row.failed}` },
  { title: 'failed', align: 'right', value: (row) => `${row.failed}` },
  { title: 'submission', value: (row) => row.submissionId },
];

/** The report of a final evaluation as people read it. */
export function evaluationText(view: FinalEvaluationView, style: Style): string {
  const { competition, phase, boards, repetitions, done, total, endedAt } = view;
  const state = endedAt === null ? `${done} of ${total} runs done` : `ended ${endedAt}`;
  return `${style.bold(`${competition}/${phase}`)}  ${repetitions} runs on each of ${boards.join(', ')}; ${state}\n${renderTable(columns, view.rows, style)}`;
}
