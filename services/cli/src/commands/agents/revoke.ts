import { defineCommand } from '../../command.js';

export const agentsRevoke = defineCommand<[name: string]>({
  path: 'agents revoke',
  summary: 'take an agent’s certificates back; it is refused until it is enrolled anew',
  caller: 'operator',
  configure: (command) => command.argument('<name>', "the agent's name"),
  run: async ({ arguments: [name], farm }) => {
    const { agentRevocationSchema } = await import('@npufarm/contracts');
    const revocation = await (
      await farm()
    ).post(`/api/v1/agents/${encodeURIComponent(name)}/revoke`, agentRevocationSchema);
    return {
      document: revocation,
      text: () => `agent ${name}: ${revocation.certificates} certificates revoked`,
    };
  },
});
