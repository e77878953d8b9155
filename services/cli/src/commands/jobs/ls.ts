import type { JobSummary } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { age } from '../../output/format-age.js';
import { type Column, renderTable } from '../../output/table.js';
import { paintTextOfState } from '../state-colour.js';

const columns = (nowMs: number): readonly Column<JobSummary>[] => [
  { title: 'job', value: (job) => job.id },
  { title: 'kind', value: (job) => job.kind },
  {
    title: 'state',
    value: (job) => job.state,
    paint: (text, job, style) => paintTextOfState(text, job.state, style),
  },
  { title: 'team', value: (job) => job.team },
  { title: 'board', value: (job) => job.board },
  { title: 'attempts', align: 'right', value: (job) => `${job.attemptCount}/${job.attemptLimit}` },
  { title: 'queued', align: 'right', value: (job) => age(job.queuedAt, nowMs) },
  { title: 'submission', value: (job) => job.submissionId },
];

export const jobsLs = defineCommand<[]>({
  path: 'jobs ls',
  summary: 'list jobs, the newest first',
  caller: 'team',
  run: async ({ farm }) => {
    const { jobListSchema } = await import('@npufarm/contracts');
    const list = await (await farm()).get('/api/v1/jobs', jobListSchema);
    return {
      document: list,
      text: (style) =>
        list.items.length === 0 ? 'no jobs yet' : renderTable(columns(Date.now()), list.items, style),
    };
  },
});
