import { defineCommand } from '../../command.js';

export const jobsRerun = defineCommand<[id: string]>({
  path: 'jobs rerun',
  summary: 'run a job that has ended once more',
  caller: 'operator',
  configure: (command) =>
    command.argument('<id>', 'id of a job, or of a submission whose failed jobs shall run again'),
  run: async (call) => {
    const { changeJobs } = await import('./change-job.js');
    return changeJobs(
      call,
      'rerun',
      (state) => state === 'FAILED' || state === 'EXPIRED' || state === 'CANCELLED',
    );
  },
});
