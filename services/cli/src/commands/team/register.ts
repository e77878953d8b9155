import { defineCommand } from '../../command.js';

interface RegisterOptions {
  readonly contact?: string;
  readonly affiliation?: string;
}

export const teamRegister = defineCommand<[name: string], RegisterOptions>({
  path: 'team register',
  summary: 'register your team; an organizer approves it before it can submit',
  caller: 'team',
  configure: (command) =>
    command
      .argument('<name>', "the team's name")
      .option('--contact <address>', 'how the organizer reaches you')
      .option('--affiliation <text>', 'where you are from'),
  run: async ({ arguments: [name], options: { contact, affiliation }, farm, terminal }) => {
    const { registeredTeamSchema } = await import('@npufarm/contracts');
    const json = { name, contact, affiliation };
    const registered = await (await farm()).post('/api/v1/teams/register', registeredTeamSchema, { json });
    terminal.note('the farm keeps only a hash of this token: store it now');
    return { document: registered, text: () => registered.token };
  },
});
