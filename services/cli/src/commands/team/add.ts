import { defineCommand } from '../../command.js';

export const teamAdd = defineCommand<[name: string]>({
  path: 'team add',
  summary: 'add a team',
  caller: 'organizer',
  configure: (command) => command.argument('<name>', "the team's name"),
  run: async ({ arguments: [name], farm }) => {
    const { teamViewSchema } = await import('@npufarm/contracts');
    const team = await (await farm()).post('/api/v1/teams', teamViewSchema, { json: { name } });
    return {
      document: team,
      text: () =>
        `team ${team.name} added; give it a token with: npufarm token create laptop --team ${JSON.stringify(team.name)}`,
    };
  },
});
