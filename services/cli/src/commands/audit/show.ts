import type { AuditEntry } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { type Column, renderTable } from '../../output/table.js';
import { parseCount } from '../parse-options.js';

const columns: readonly Column<AuditEntry>[] = [
  { title: 'at', value: (entry) => entry.at },
  { title: 'who', value: (entry) => `${entry.actor} (${entry.role})` },
  { title: 'did', value: (entry) => entry.action },
  { title: 'to', value: (entry) => entry.subject },
];

export const audit = defineCommand<[], { readonly limit: number }>({
  path: 'audit',
  summary: 'show what organizers, operators and teams changed',
  caller: 'organizer',
  configure: (command) => command.option('--limit <count>', 'how many entries', parseCount(1), 50),
  run: async ({ options, farm }) => {
    const { auditListSchema } = await import('@npufarm/contracts');
    const query = { limit: String(options.limit) };
    const list = await (await farm()).get('/api/v1/audit', auditListSchema, { query });
    const verdict = list.intact ? 'the chain of entries is intact' : 'ENTRIES WERE CHANGED OR REMOVED';
    return { document: list, text: (style) => `${renderTable(columns, list.items, style)}\n${verdict}` };
  },
});
