import { defineCommand } from '../../command.js';

export const jobsCancel = defineCommand<[id: string]>({
  path: 'jobs cancel',
  summary: 'cancel a job, or all jobs of a submission',
  caller: 'team',
  configure: (command) => command.argument('<id>', 'id of a job or of a submission'),
  run: async (call) => {
    const { changeJobs } = await import('./change-job.js');
    return changeJobs(call, 'cancel', (state) => state === 'QUEUED' || state === 'ACTIVE');
  },
});
