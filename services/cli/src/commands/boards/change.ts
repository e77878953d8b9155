import { type CommandDefinition, defineCommand } from '../../command.js';
import { boardTable } from './board-table.js';

/** A command that asks the farm to change one board and prints the board afterwards. */
function changeCommand(verb: string, summary: string): CommandDefinition {
  return defineCommand<[name: string]>({
    path: `boards ${verb}`,
    summary,
    caller: 'operator',
    configure: (command) => command.argument('<name>', "the board's name"),
    run: async ({ arguments: [name], farm }) => {
      const { boardViewSchema } = await import('@npufarm/contracts');
      const board = await (
        await farm()
      ).post(`/api/v1/boards/${encodeURIComponent(name)}/${verb}`, boardViewSchema);
      return { document: board, text: (style) => boardTable([board], style) };
    },
  });
}

/** What an operator can do to a board. */
export const boardChanges: readonly CommandDefinition[] = [
  changeCommand('drain', 'let a board finish its work and take no more'),
  changeCommand('quarantine', 'take a board out of use until it is released'),
  changeCommand('release', 'take a drained or quarantined board back into use'),
];
