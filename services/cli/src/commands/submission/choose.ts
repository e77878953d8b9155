import { type CommandDefinition, defineCommand } from '../../command.js';
import { submissionDocument } from './submission-document.js';
import { submissionText } from './submission-text.js';

function choiceCommand(verb: string, route: string, summary: string): CommandDefinition {
  return defineCommand<[id: string]>({
    path: verb,
    summary,
    caller: 'team',
    configure: (command) => command.argument('<submission>', 'its id'),
    run: async ({ arguments: [id], farm }) => {
      const { submissionViewSchema } = await import('@npufarm/contracts');
      const path = `/api/v1/submissions/${encodeURIComponent(id)}/${route}`;
      const view = await (await farm()).post(path, submissionViewSchema);
      return { document: submissionDocument(view), text: (style) => submissionText(view, style) };
    },
  });
}

export const withdraw = choiceCommand(
  'withdraw',
  'withdraw',
  'take a submission back while its phase is open',
);
export const final = choiceCommand(
  'final',
  'final',
  'declare the submission that counts for your team in a phase of finals',
);
