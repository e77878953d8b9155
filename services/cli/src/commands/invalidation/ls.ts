import { defineCommand } from '../../command.js';
import { windowText } from './add.js';

export const boardsInvalidations = defineCommand<[]>({
  path: 'boards invalidations',
  summary: 'list times in which boards were not to be trusted, and what needs a re-run',
  caller: 'organizer',
  run: async ({ farm }) => {
    const { invalidationListSchema } = await import('@npufarm/contracts');
    const list = await (await farm()).get('/api/v1/invalidations', invalidationListSchema);
    return {
      document: list,
      text: (style) =>
        list.items.length === 0
          ? 'no window was declared invalid'
          : list.items.map((window) => windowText(window, style)).join('\n\n'),
    };
  },
});
