import type { Role } from '@npufarm/contracts';
import { Option } from 'commander';
import { defineCommand } from '../../command.js';
import { usageError } from '../../output/usage-error.js';

interface TokenOptions {
  readonly role: Role;
  readonly team?: string;
  readonly expires?: string;
}

function expiry(text: string): string {
  const moment = Date.parse(text);
  if (Number.isNaN(moment))
    throw usageError(`--expires ${text} is not a date`, 'write it like 2026-12-31T23:59:59Z');
  return new Date(moment).toISOString();
}

export const tokenCreate = defineCommand<[name: string], TokenOptions>({
  path: 'token create',
  summary: 'create an access token; it is shown once',
  caller: 'operator',
  configure: (command) =>
    command
      .argument('<name>', 'what the token is for')
      .addOption(
        new Option('--role <role>', 'whom it makes of its bearer')
          .choices(['participant', 'organizer', 'operator'])
          .default('participant'),
      )
      .option('--team <team>', 'its team (participants)')
      .option('--expires <date>', 'when it ends, UTC'),
  run: async ({ arguments: [name], options: { role, team, expires }, farm, terminal }) => {
    if (role === 'participant' && team === undefined) throw usageError('a participant needs --team');
    const { createdTokenSchema } = await import('@npufarm/contracts');
    const created = await (
      await farm()
    ).post('/api/v1/tokens', createdTokenSchema, {
      json: { role, name, team, ...(expires === undefined ? {} : { expiresAt: expiry(expires) }) },
    });
    terminal.note('the farm keeps only a hash of this token: store it now');
    return { document: created, text: () => created.token };
  },
});
