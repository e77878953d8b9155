import { defineCommand } from '../../command.js';
import { renderFacts } from '../../output/facts.js';
import { usageError } from '../../output/usage-error.js';
import { readInput } from '../read-input.js';

interface FactsheetOptions {
  readonly competition?: string;
}

export const factsheet = defineCommand<[file: string | undefined], FactsheetOptions>({
  path: 'factsheet',
  summary: 'say who made your entries and with what, or show what you said',
  caller: 'team',
  configure: (command) =>
    command
      .argument('[file]', 'JSON with authors, affiliations, framework, trainingData, extraData, description')
      .option('--competition <slug>', 'the competition (default: the one of .npufarm/farm.json)'),
  run: async ({ arguments: [file], options, farm, farmContext }) => {
    const { factsheetSchema } = await import('@npufarm/contracts');
    const competition = options.competition ?? (await farmContext()).competition;
    if (competition === undefined) throw usageError('no competition is named', 'pass --competition');
    const path = `/api/v1/competitions/${encodeURIComponent(competition)}/factsheet`;
    const client = await farm();
    const said =
      file === undefined
        ? await client.get(path, factsheetSchema)
        : await client.put(path, factsheetSchema, { json: parse(file, await readInput(file)) });
    const { authors, affiliations, framework, trainingData, extraData } = said;
    return {
      document: { competition, ...said },
      text: (style) =>
        renderFacts(
          [
            ['authors', authors.join(', ')],
            ['affiliations', affiliations.join(', ')],
            ['framework', framework],
            ['training data', trainingData],
            ['extra data', extraData],
          ],
          style,
        ),
    };
  },
});

function parse(file: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw usageError(
      `${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      'write one object',
    );
  }
}
