import { defineCommand } from '../../command.js';

export const boardsCheck = defineCommand<[name: string]>({
  path: 'boards check',
  summary: 'run the health check of a board now',
  caller: 'operator',
  configure: (command) => command.argument('<name>', "the board's name"),
  run: async ({ arguments: [name], farm }) => {
    const { jobIdSchema } = await import('@npufarm/contracts');
    const { z } = await import('zod');
    const path = `/api/v1/boards/${encodeURIComponent(name)}/check`;
    const { jobId } = await (await farm()).post(path, z.object({ jobId: jobIdSchema }));
    return {
      document: { board: name, job: jobId },
      text: () => `health check of ${name} queued; npufarm jobs show ${jobId} tells its result`,
    };
  },
});
