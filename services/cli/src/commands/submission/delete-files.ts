import { defineCommand } from '../../command.js';
import { CommandError } from '../../output/command-error.js';
import { usageError } from '../../output/usage-error.js';

interface DeleteOptions {
  readonly all?: boolean;
  readonly team?: string;
}

const listLimit = '500';
/** Refusals that `--all` passes over: what runs or still counts keeps its files. */
const keptCodes: ReadonlySet<string> = new Set(['submission.running', 'submission.is-final']);

export const submissionsDelete = defineCommand<[ids: readonly string[]], DeleteOptions>({
  path: 'submissions delete',
  summary: 'delete the files of ended submissions for good; results and scores stay',
  caller: 'team',
  configure: (command) =>
    command
      .argument('[submission...]', 'their ids')
      .option('--all', 'those of all ended submissions of your team')
      .option('--team <name>', 'as an organizer: those of all ended submissions of this team'),
  run: async ({ arguments: [named], options: { all, team }, farm }) => {
    const isWhole = all === true || team !== undefined;
    if (isWhole === named.length > 0) throw usageError('say which files go', 'give ids, --all or --team');
    const { deletedFilesSchema, submissionListSchema } = await import('@npufarm/contracts');
    const client = await farm(team === undefined ? 'team' : 'organizer');
    const whoseFiles = async (): Promise<string[]> => {
      const query = { limit: listLimit };
      const { items } = await client.get('/api/v1/submissions', submissionListSchema, { query });
      return items.filter((item) => team === undefined || item.team === team).map(({ id }) => id);
    };
    const deleted: string[] = [];
    const kept: { submission: string; code: string; message: string }[] = [];
    for (const id of isWhole ? await whoseFiles() : named) {
      try {
        await client.post(`/api/v1/submissions/${encodeURIComponent(id)}/delete-files`, deletedFilesSchema);
        deleted.push(id);
      } catch (error) {
        if (!(isWhole && error instanceof CommandError && keptCodes.has(error.code))) throw error;
        kept.push({ submission: id, code: error.code, message: error.message });
      }
    }
    return {
      document: { deleted, kept },
      text: () =>
        [
          `files of ${deleted.length} submissions deleted`,
          ...kept.map(({ submission, message }) => `kept ${submission}: ${message}`),
        ].join('\n'),
    };
  },
});
