import type { BoardView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { renderFacts } from '../../output/facts.js';
import type { Style } from '../../output/style.js';
import { boardTable } from './board-table.js';

function boardText(board: BoardView, style: Style): string {
  const capabilities = Object.entries(board.capabilities).map(([name, value]) => `${name}=${value}`);
  const facts = renderFacts(
    [
      ['id', board.id],
      ['capabilities', capabilities.join(' ') || undefined],
      ['environment', board.environmentHash],
      ['shared', board.shared ? 'reachable by more than one agent' : undefined],
      ['updated', board.updatedAt],
    ],
    style,
  );
  return `${boardTable([board], style)}\n\n${facts}`;
}

export const boardsShow = defineCommand<[name: string]>({
  path: 'boards show',
  summary: 'show one board',
  caller: 'operator',
  configure: (command) => command.argument('<name>', "the board's name"),
  run: async ({ arguments: [name], farm }) => {
    const { boardViewSchema } = await import('@npufarm/contracts');
    const board = await (await farm()).get(`/api/v1/boards/${encodeURIComponent(name)}`, boardViewSchema);
    return { document: board, text: (style) => boardText(board, style) };
  },
});
