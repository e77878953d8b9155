import type { JobEvent } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';

interface LogOptions {
  readonly follow?: boolean;
  readonly verbose?: boolean;
}

export const jobsLogs = defineCommand<[id: string], LogOptions>({
  path: 'jobs logs',
  summary: 'print the log of a job or submission',
  caller: 'team',
  configure: (command) =>
    command
      .argument('<id>', 'id of a job or of a submission')
      .option('-f, --follow', 'go on until the work has ended')
      .option('-v, --verbose', 'print debug, progress and telemetry lines too'),
  run: async ({ arguments: [id], options, json, terminal, farm }) => {
    const { readLog } = await import('./read-log.js');
    const { logLine } = await import('./log-line.js');
    const items: JobEvent[] = [];
    for await (const event of readLog(await farm(), id, options.follow === true)) {
      if (json) items.push(event);
      const line = json ? undefined : logLine(event, terminal.style, options.verbose);
      if (line !== undefined) terminal.line(line);
    }
    return { document: { items }, text: () => '' };
  },
});
