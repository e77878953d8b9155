import type { QuotaView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { type Column, renderTable } from '../../output/table.js';

const used = (count: number, limit: number | undefined): string => `${count} of ${limit ?? '∞'}`;

const columns: readonly Column<QuotaView>[] = [
  { title: 'team', value: (quota) => quota.team },
  { title: 'phase', value: (quota) => `${quota.competition}/${quota.phase}` },
  { title: 'today', align: 'right', value: (quota) => used(quota.usedToday, quota.limits.perDay) },
  { title: 'total', align: 'right', value: (quota) => used(quota.usedTotal, quota.limits.total) },
  { title: 'running', align: 'right', value: (quota) => used(quota.running, quota.limits.atOnce) },
];

export const quota = defineCommand<[]>({
  path: 'quota',
  summary: "show what your team has used of each phase's quota",
  caller: 'team',
  run: async ({ farm }) => {
    const { quotaListSchema } = await import('@npufarm/contracts');
    const list = await (await farm()).get('/api/v1/quota', quotaListSchema);
    return { document: list, text: (style) => renderTable(columns, list.items, style) };
  },
});
