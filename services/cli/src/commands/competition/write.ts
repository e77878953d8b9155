import { type CommandDefinition, defineCommand } from '../../command.js';
import { competitionText } from './competition-text.js';
import { readCompetitionDocument } from './read-document.js';

function writeCommand(verb: 'create' | 'update', method: 'POST' | 'PUT', summary: string): CommandDefinition {
  return defineCommand<[file: string]>({
    path: `competition ${verb}`,
    summary,
    caller: 'organizer',
    configure: (command) => command.argument('<file>', 'YAML file of the competition and its phases'),
    run: async ({ arguments: [file], farm }) => {
      const { competitionViewSchema } = await import('@npufarm/contracts');
      const document = await readCompetitionDocument(file);
      const client = await farm();
      const request = { json: document };
      const view =
        method === 'POST'
          ? await client.post('/api/v1/competitions', competitionViewSchema, request)
          : await client.put('/api/v1/competitions', competitionViewSchema, request);
      return { document: view, text: (style) => competitionText([view], style) };
    },
  });
}

export const competitionCreate = writeCommand('create', 'POST', 'create a competition from one YAML file');
export const competitionUpdate = writeCommand(
  'update',
  'PUT',
  'change a competition; the rules of phases that have opened stay',
);
