import { defineCommand } from '../../command.js';
import { boardTable } from './board-table.js';

export const boardsLs = defineCommand<[]>({
  path: 'boards ls',
  summary: 'list the boards and their state',
  caller: 'operator',
  run: async ({ farm }) => {
    const { boardListSchema } = await import('@npufarm/contracts');
    const list = await (await farm()).get('/api/v1/boards', boardListSchema);
    return { document: list, text: (style) => boardTable(list.items, style) };
  },
});
