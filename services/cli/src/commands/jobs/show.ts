import { defineCommand } from '../../command.js';

export const jobsShow = defineCommand<[id: string]>({
  path: 'jobs show',
  summary: 'show a job or a submission with its result',
  caller: 'team',
  configure: (command) => command.argument('<id>', 'id of a job or of a submission'),
  run: async ({ arguments: [id], farm }) => {
    const { findWork } = await import('./find-work.js');
    const work = await findWork(await farm(), id);
    if (work.kind === 'submission') {
      const { submissionDocument } = await import('../submission/submission-document.js');
      const { submissionText } = await import('../submission/submission-text.js');
      return {
        document: submissionDocument(work.submission),
        text: (style) => submissionText(work.submission, style),
      };
    }
    const { jobDocument } = await import('./job-document.js');
    const { jobText } = await import('./job-text.js');
    return { document: jobDocument(work.job, work.submission), text: (style) => jobText(work.job, style) };
  },
});
