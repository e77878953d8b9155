import type { InvalidationView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import type { Style } from '../../output/style.js';
import { type Column, renderTable } from '../../output/table.js';

const columns: readonly Column<InvalidationView['affected'][number]>[] = [
  { title: 'team', value: (row) => row.team },
  { title: 'phase', value: (row) => `${row.competition}/${row.phase}` },
  { title: 'run', value: (row) => (row.isFinalRun ? 'final evaluation' : 'submission') },
  { title: 'submission', value: (row) => row.submissionId },
];

/** A window with the results that need a re-run. */
export function windowText(
  { board, startsAt, endsAt, reason, affected }: InvalidationView,
  style: Style,
): string {
  const head = `${style.bold(board)}  ${startsAt} – ${endsAt}  ${reason}`;
  return affected.length === 0
    ? `${head}\nno result is affected`
    : `${head}\n${renderTable(columns, affected, style)}`;
}

interface WindowOptions {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export const boardsInvalidate = defineCommand<[name: string], WindowOptions>({
  path: 'boards invalidate',
  summary: 'declare a time in which a board was not to be trusted, and list what needs a re-run',
  caller: 'organizer',
  configure: (command) =>
    command
      .argument('<name>', "the board's name")
      .requiredOption('--from <moment>', 'its start, UTC, like 2026-03-01T00:00:00Z')
      .requiredOption('--to <moment>', 'its end')
      .requiredOption('--reason <text>', 'why'),
  run: async ({ arguments: [board], options: { from, to, reason }, farm }) => {
    const { invalidationListSchema } = await import('@npufarm/contracts');
    const json = { board, startsAt: from, endsAt: to, reason };
    const list = await (await farm()).post('/api/v1/invalidations', invalidationListSchema, { json });
    const newest = list.items.slice(0, 1);
    return { document: list, text: (style) => newest.map((window) => windowText(window, style)).join('\n') };
  },
});
