import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineCommand } from '../../command.js';
import { phasePath } from '../phase/phase-path.js';
import { requirePhase } from '../require-phase.js';

interface DownloadOptions {
  readonly competition?: string;
  readonly phase?: string;
}

const sizes = ['hr', 'lr'] as const;

export const datasetDownload = defineCommand<[directory: string], DownloadOptions>({
  path: 'dataset download',
  summary: 'save the public pictures of a phase with their licence',
  caller: 'team',
  configure: (command) =>
    command
      .argument('<directory>', 'gets folders hr and lr, and LICENCE.txt')
      .option('--competition <slug>', 'the competition (default: the one of .npufarm/farm.json)')
      .option('--phase <slug>', 'its phase (default: the one of .npufarm/farm.json)'),
  run: async ({ arguments: [directory], options, terminal, farm, farmContext }) => {
    const { phaseDataViewSchema } = await import('@npufarm/contracts');
    const client = await farm();
    const path = `${phasePath(requirePhase(options, await farmContext()))}/data`;
    const data = await client.get(path, phaseDataViewSchema);
    for (const size of sizes) await mkdir(join(directory, size), { recursive: true });
    await writeFile(join(directory, 'LICENCE.txt'), data.licenceText);
    const total = data.pictures.length;
    const progress = terminal.progress();
    try {
      for (const [done, { name }] of data.pictures.entries()) {
        progress.show({ stage: 'downloading', done, total, detail: name });
        for (const size of sizes) {
          const response = await client.open('GET', `${path}/${encodeURIComponent(name)}/${size}`);
          if ((response.statusCode ?? 500) >= 400) throw await client.refusal(response);
          await writeFile(join(directory, size, `${name}.png`), response);
        }
      }
    } finally {
      progress.end();
    }
    return {
      document: { ...data, savedIn: directory },
      text: () => `${total} pairs of ${data.dataset} saved in ${directory}; see LICENCE.txt there`,
    };
  },
});
