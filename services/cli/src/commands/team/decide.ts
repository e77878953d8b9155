import { type CommandDefinition, defineCommand } from '../../command.js';

function decisionCommand(verb: string, summary: string): CommandDefinition {
  return defineCommand<[name: string]>({
    path: `team ${verb}`,
    summary,
    caller: 'organizer',
    configure: (command) => command.argument('<name>', "the team's name"),
    run: async ({ arguments: [name], farm }) => {
      const { teamViewSchema } = await import('@npufarm/contracts');
      const path = `/api/v1/teams/${encodeURIComponent(name)}/${verb}`;
      const team = await (await farm()).post(path, teamViewSchema);
      return { document: team, text: () => `team ${team.name} is ${team.state}` };
    },
  });
}

/** An organizer's word on teams that registered themselves. */
export const teamDecisions: readonly CommandDefinition[] = [
  decisionCommand('approve', 'let a registered team in'),
  decisionCommand('refuse', 'turn a registered team away'),
];
