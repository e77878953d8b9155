import type { QueueItem, QueueView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { age } from '../../output/format-age.js';
import type { Style } from '../../output/style.js';
import { type Column, renderTable } from '../../output/table.js';

const columns = (nowMs: number): readonly Column<QueueItem>[] => [
  { title: 'job', value: (item) => item.jobId },
  { title: 'kind', value: (item) => item.kind },
  { title: 'team', value: (item) => item.team },
  { title: 'priority', align: 'right', value: (item) => item.priority },
  { title: 'waits', align: 'right', value: (item) => age(item.queuedAt, nowMs) },
  { title: 'because', value: (item) => item.reasons.map((reason) => reason.detail).join('; ') },
];

function queueText(view: QueueView, style: Style): string {
  const counts = `${view.queued} queued, ${view.active} running`;
  return view.items.length === 0
    ? counts
    : `${counts}\n${renderTable(columns(Date.now()), view.items, style)}`;
}

export const queue = defineCommand<[]>({
  path: 'queue',
  summary: 'show what waits, in the order it will be served, and why it does not run now',
  caller: 'operator',
  run: async ({ farm }) => {
    const { queueViewSchema } = await import('@npufarm/contracts');
    const view = await (await farm()).get('/api/v1/queue', queueViewSchema);
    return { document: view, text: (style) => queueText(view, style) };
  },
});
