import { defineCommand } from '../../command.js';
import { competitionText } from './competition-text.js';

export const competitionLs = defineCommand<[]>({
  path: 'competition ls',
  summary: 'list competitions with their phases',
  caller: 'team',
  run: async ({ farm }) => {
    const { competitionListSchema } = await import('@npufarm/contracts');
    const list = await (await farm()).get('/api/v1/competitions', competitionListSchema);
    return { document: list, text: (style) => competitionText(list.items, style) };
  },
});
