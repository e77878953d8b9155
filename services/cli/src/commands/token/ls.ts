import type { TokenView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { type Column, renderTable } from '../../output/table.js';

export const tokenColumns: readonly Column<TokenView>[] = [
  { title: 'token', value: (token) => token.id },
  { title: 'name', value: (token) => token.name },
  { title: 'role', value: (token) => token.role },
  { title: 'team', value: (token) => token.team },
  { title: 'since', value: (token) => token.createdAt },
  { title: 'until', value: (token) => token.revokedAt ?? token.expiresAt },
];

export const tokenLs = defineCommand<[]>({
  path: 'token ls',
  summary: 'list tokens without their secrets',
  caller: 'team',
  run: async ({ farm }) => {
    const { tokenListSchema } = await import('@npufarm/contracts');
    const list = await (await farm()).get('/api/v1/tokens', tokenListSchema);
    return { document: list, text: (style) => renderTable(tokenColumns, list.items, style) };
  },
});
