import { defineCommand } from '../../command.js';

export const agentsEnroll = defineCommand<[name: string]>({
  path: 'agents enroll',
  summary: 'make a token with which an agent enrols once, within 15 minutes',
  caller: 'operator',
  configure: (command) => command.argument('<name>', "the agent's name; an agent of that name is replaced"),
  run: async ({ arguments: [name], farm, terminal }) => {
    const { createdEnrolmentTokenSchema } = await import('@npufarm/contracts');
    const created = await (
      await farm()
    ).post('/api/v1/agents/enrolment-tokens', createdEnrolmentTokenSchema, { json: { agent: name } });
    terminal.note(
      `give this to the agent as NPUFARM_ENROLMENT_TOKEN before ${created.expiresAt}; it is good once`,
    );
    return { document: created, text: () => created.token };
  },
});
