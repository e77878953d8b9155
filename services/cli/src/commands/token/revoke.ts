import { defineCommand } from '../../command.js';
import { renderTable } from '../../output/table.js';
import { tokenColumns } from './ls.js';

export const tokenRevoke = defineCommand<[id: string]>({
  path: 'token revoke',
  summary: 'end a token at once; a team replaces its own by making another first',
  caller: 'team',
  configure: (command) => command.argument('<token>', 'its id, see token ls'),
  run: async ({ arguments: [id], farm }) => {
    const { tokenViewSchema } = await import('@npufarm/contracts');
    const token = await (await farm()).delete(`/api/v1/tokens/${encodeURIComponent(id)}`, tokenViewSchema);
    return { document: token, text: (style) => renderTable(tokenColumns, [token], style) };
  },
});
