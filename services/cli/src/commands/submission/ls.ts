import type { SubmissionSummary } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { age } from '../../output/format-age.js';
import { fixed } from '../../output/format-number.js';
import { type Column, renderTable } from '../../output/table.js';
import { paintTextOfState } from '../state-colour.js';

const columns = (nowMs: number): readonly Column<SubmissionSummary>[] => [
  { title: 'submission', value: (item) => item.id },
  { title: 'file', value: (item) => item.fileName },
  {
    title: 'state',
    value: (item) => item.state,
    paint: (text, item, style) => paintTextOfState(text, item.state, style),
  },
  { title: 'team', value: (item) => item.team },
  { title: 'phase', value: (item) => `${item.competition}/${item.phase}` },
  { title: 'final', value: (item) => (item.isFinal ? 'yes' : undefined) },
  { title: 'PSNR', align: 'right', value: (item) => fixed(item.psnr, 2) },
  { title: 'NPU ms', align: 'right', value: (item) => fixed(item.npuMs, 2) },
  { title: 'score', align: 'right', value: (item) => fixed(item.score, 2) },
  { title: 'age', align: 'right', value: (item) => age(item.createdAt, nowMs) },
];

interface ListOptions {
  readonly competition?: string;
  readonly phase?: string;
}

export const submissionsLs = defineCommand<[], ListOptions>({
  path: 'submissions ls',
  summary: 'list submissions, the newest first',
  caller: 'team',
  configure: (command) =>
    command
      .option('--competition <slug>', 'only those to this competition')
      .option('--phase <slug>', 'only those to this phase'),
  run: async ({ options: { competition, phase }, farm }) => {
    const { submissionListSchema } = await import('@npufarm/contracts');
    const query = { competition, phase, limit: '500' };
    const list = await (await farm()).get('/api/v1/submissions', submissionListSchema, { query });
    return {
      document: list,
      text: (style) =>
        list.items.length === 0 ? 'no submissions yet' : renderTable(columns(Date.now()), list.items, style),
    };
  },
});
