import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleOutput } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { type Column, renderTable } from '../../output/table.js';

interface OutputsOptions {
  readonly output?: string;
}

const columns: readonly Column<SampleOutput>[] = [
  { title: 'picture', value: (sample) => sample.name },
  { title: 'size', align: 'right', value: (sample) => `${sample.width}x${sample.height}` },
];

export const outputs = defineCommand<[id: string], OutputsOptions>({
  path: 'outputs',
  summary: 'list or save the super-resolved pictures that the phase keeps of a submission',
  caller: 'team',
  configure: (command) =>
    command
      .argument('<submission>', 'its id')
      .option('--output <directory>', 'save them there as <name>.png'),
  run: async ({ arguments: [id], options: { output }, farm }) => {
    const { sampleOutputListSchema } = await import('@npufarm/contracts');
    const client = await farm();
    const path = `/api/v1/submissions/${encodeURIComponent(id)}/outputs`;
    const { items } = await client.get(path, sampleOutputListSchema);
    if (output !== undefined) {
      await mkdir(output, { recursive: true });
      for (const { name } of items) {
        const response = await client.open('GET', `${path}/${encodeURIComponent(name)}`);
        if ((response.statusCode ?? 500) >= 400) throw await client.refusal(response);
        await writeFile(join(output, `${name}.png`), response);
      }
    }
    const saved = output === undefined ? '' : `\nsaved in ${output}`;
    return {
      document: { submission: id, items, savedIn: output ?? null },
      text: (style) =>
        items.length === 0 ? 'the phase keeps no outputs' : `${renderTable(columns, items, style)}${saved}`,
    };
  },
});
