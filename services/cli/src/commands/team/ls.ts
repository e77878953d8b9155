import type { TeamView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { type Column, renderTable } from '../../output/table.js';

const columns: readonly Column<TeamView>[] = [
  { title: 'team', value: (team) => team.name },
  { title: 'state', value: (team) => team.state },
  { title: 'affiliation', value: (team) => team.affiliation },
  { title: 'contact', value: (team) => team.contact },
  { title: 'since', value: (team) => team.createdAt },
];

export const teamLs = defineCommand<[]>({
  path: 'team ls',
  summary: 'list teams, also those that wait for approval',
  caller: 'organizer',
  run: async ({ farm }) => {
    const { teamListSchema } = await import('@npufarm/contracts');
    const list = await (await farm()).get('/api/v1/teams', teamListSchema);
    return { document: list, text: (style) => renderTable(columns, list.items, style) };
  },
});
