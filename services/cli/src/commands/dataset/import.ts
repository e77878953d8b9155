import type { PictureView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { CommandError } from '../../output/command-error.js';
import { type Column, renderTable } from '../../output/table.js';
import { parseCount } from '../parse-options.js';
import { pictureFilesError, pictureHint } from '../picture-files.js';
import { readInput } from '../read-input.js';
import { pairFiles } from './pair-files.js';
import { openPictureSource } from './picture-source.js';

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

export const datasetImport = defineCommand<[slug: string, source: string], ImportOptions>({
  path: 'dataset import',
  summary:
    'import the pictures of a directory or .zip into a dataset; the farm makes small ones that are missing',
  caller: 'organizer',
  configure: (command) =>
    command
      .argument('<slug>', "the dataset's name; made when there is none")
      .argument('<source>', 'a directory or .zip of originals, or of folders HR and LR')
      .option('--scale <factor>', 'how much smaller the inputs are', parseCount(1), 3)
      .option('--licence <file>', 'text of the licence of the pictures'),
  run: async ({ arguments: [slug, path], options, terminal, farm }) => {
    const { datasetListSchema, datasetViewSchema, pictureViewSchema } = await import('@npufarm/contracts');
    const source = await openPictureSource(path);
    const pairs = pairFiles(source.paths, options.scale);
    if (pairs.length === 0) throw pictureFilesError('pictures.none', `${path} holds no picture`, pictureHint);
    const licenceText =
      options.licence === undefined ? '' : new TextDecoder().decode(await readInput(options.licence));
    const client = await farm();
    const dataset = await client.post('/api/v1/datasets', datasetViewSchema, { json: { slug, licenceText } });
    const items: PictureView[] = [];
    const progress = terminal.progress();
    try {
      for (const { name, hr, lr } of pairs) {
        progress.show({ stage: 'importing', done: items.length, total: pairs.length, detail: hr });
        const original = await source.read(hr);
        const reduced = lr === undefined ? new Uint8Array() : await source.read(lr);
        try {
          const route = `/api/v1/datasets/${encodeURIComponent(dataset.slug)}/pictures`;
          const lrBytes = lr === undefined ? undefined : String(reduced.byteLength);
          const query = { name, scale: String(options.scale), lrBytes };
          const bytes = Buffer.concat([original, reduced]);
          items.push(await client.post(route, pictureViewSchema, { query, bytes }));
        } catch (error) {
          throw namingFile(hr, error);
        }
      }
    } finally {
      source.close();
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
