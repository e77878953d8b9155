import { join } from 'node:path';
import type { PictureView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { CommandError } from '../../output/command-error.js';
import { type Column, renderTable } from '../../output/table.js';
import { parseCount } from '../parse-options.js';
import { pictureFiles } from '../picture-files.js';
import { readInput } from '../read-input.js';

interface ImportOptions {
  readonly scale: number;
  readonly licence?: string;
}

const columns: readonly Column<PictureView>[] = [
  { title: 'picture', value: (picture) => picture.name },
  { title: 'original', align: 'right', value: (picture) => `${picture.hrWidth}x${picture.hrHeight}` },
  { title: 'input', align: 'right', value: (picture) => `${picture.lrWidth}x${picture.lrHeight}` },
];

/** Tells which file the farm refused. */
function namingFile(file: string, error: unknown): unknown {
  if (!(error instanceof CommandError)) return error;
  const { code, message, hint, exitCode } = error;
  return new CommandError({ code, message: `${file}: ${message}`, hint, exitCode, cause: error });
}

export const datasetImport = defineCommand<[slug: string, directory: string], ImportOptions>({
  path: 'dataset import',
  summary: 'import the pictures of a directory into a dataset; the farm makes the small ones',
  caller: 'organizer',
  configure: (command) =>
    command
      .argument('<slug>', "the dataset's name; made when there is none")
      .argument('<directory>', 'the high-resolution pictures')
      .option('--scale <factor>', 'how much smaller the inputs are', parseCount(1), 3)
      .option('--licence <file>', 'text of the licence of the pictures'),
  run: async ({ arguments: [slug, directory], options, terminal, farm }) => {
    const { datasetListSchema, datasetViewSchema, pictureViewSchema } = await import('@npufarm/contracts');
    const files = [...(await pictureFiles(directory))];
    const licenceText =
      options.licence === undefined ? '' : new TextDecoder().decode(await readInput(options.licence));
    const client = await farm();
    const dataset = await client.post('/api/v1/datasets', datasetViewSchema, { json: { slug, licenceText } });
    const items: PictureView[] = [];
    const progress = terminal.progress();
    try {
      for (const [name, file] of files) {
        progress.show({ stage: 'importing', done: items.length, total: files.length, detail: file });
        const bytes = await readInput(join(directory, file));
        try {
          const path = `/api/v1/datasets/${encodeURIComponent(dataset.slug)}/pictures`;
          const query = { name, scale: String(options.scale) };
          items.push(await client.post(path, pictureViewSchema, { query, bytes }));
        } catch (error) {
          throw namingFile(file, error);
        }
      }
    } finally {
      progress.end();
    }
    const all = await client.get('/api/v1/datasets', datasetListSchema);
    const now = all.items.find((one) => one.slug === dataset.slug) ?? dataset;
    return {
      document: { ...now, items },
      text: (style) =>
        `${renderTable(columns, items, style)}\n${items.length} imported, ${now.pictures} pictures in ${now.slug}`,
    };
  },
});
