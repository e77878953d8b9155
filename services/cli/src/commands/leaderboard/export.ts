import type { TableFormat } from '@npufarm/contracts';
import { Option } from 'commander';
import { defineCommand } from '../../command.js';
import { readText } from '../../connection/http-exchange.js';
import { phasePath } from '../phase/phase-path.js';
import { requirePhase } from '../require-phase.js';
import { writeOutput } from '../write-output.js';

interface ExportOptions {
  readonly competition?: string;
  readonly phase?: string;
  readonly format: TableFormat;
  readonly output?: string;
}

export const leaderboardExport = defineCommand<[], ExportOptions>({
  path: 'table export',
  summary: 'write the results table of a phase as CSV, JSON, Markdown or LaTeX',
  caller: 'team',
  configure: (command) =>
    command
      .option('--competition <slug>', 'the competition (default: the one of .npufarm/farm.json)')
      .option('--phase <slug>', 'its phase (default: the one of .npufarm/farm.json)')
      .addOption(
        new Option('--format <format>', 'how it is written')
          .choices(['csv', 'json', 'markdown', 'latex'])
          .default('csv'),
      )
      .option('-o, --output <file>', 'where to write it (default: standard output)'),
  run: async ({ options, farm, farmContext }) => {
    const place = requirePhase(options, await farmContext());
    const client = await farm();
    const query = { format: options.format };
    const response = await client.open('GET', `${phasePath(place)}/leaderboard/export`, { query });
    if ((response.statusCode ?? 500) >= 400) throw await client.refusal(response);
    const table = await readText(response);
    if (options.output !== undefined) await writeOutput(options.output, table);
    return {
      document: { ...place, format: options.format, output: options.output ?? null, table },
      text: () => (options.output === undefined ? table.trimEnd() : `written to ${options.output}`),
    };
  },
});
