import type { AgentView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { type Column, renderTable } from '../../output/table.js';

const columns: readonly Column<AgentView>[] = [
  { title: 'agent', value: (agent) => agent.name },
  { title: 'boards', value: (agent) => agent.boards.join(' ') },
  { title: 'version', value: (agent) => agent.version },
  { title: 'protocol', align: 'right', value: (agent) => agent.protocol },
  { title: 'last seen', value: (agent) => agent.lastSeenAt },
  { title: 'draining', value: (agent) => (agent.draining ? 'yes' : 'no') },
  { title: 'certificate until', value: (agent) => agent.certificateExpiresAt },
];

export const agentsLs = defineCommand<[]>({
  path: 'agents ls',
  summary: 'list the agents, the boards that they drive and how long their certificates last',
  caller: 'operator',
  run: async ({ farm }) => {
    const { agentListSchema } = await import('@npufarm/contracts');
    const list = await (await farm()).get('/api/v1/agents', agentListSchema);
    const text = 'no agent is enrolled yet; make a token with: npufarm agents enroll NAME';
    return {
      document: list,
      text: (style) => (list.items.length === 0 ? text : renderTable(columns, list.items, style)),
    };
  },
});
