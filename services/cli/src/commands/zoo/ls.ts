import type { NetworkDefinition } from '@npufarm/zoo';
import { defineCommand } from '../../command.js';
import { type Column, renderTable } from '../../output/table.js';

const columns: readonly Column<NetworkDefinition>[] = [
  { title: 'network', value: ({ name }) => name },
  { title: 'team', value: ({ team }) => team },
  { title: 'parameters', value: ({ parameters }) => describe(parameters) },
  { title: '', value: ({ assumed }) => (assumed.length > 0 ? 'assumed' : 'known') },
  { title: 'what', value: ({ summary }) => summary },
];

export const zooLs = defineCommand<[]>({
  path: 'zoo ls',
  summary: "list the challenge's networks that come as code",
  run: async () => {
    const { networks } = await import('@npufarm/zoo');
    const items = networks.map(({ name, team, summary, source, assumed, parameters }) => ({
      name,
      team: team ?? null,
      summary,
      source,
      parameters,
      assumed,
    }));
    return { document: { items }, text: (style) => renderTable(columns, networks, style) };
  },
});

function describe(parameters: NetworkDefinition['parameters']): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
