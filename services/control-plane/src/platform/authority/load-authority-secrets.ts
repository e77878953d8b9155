import type { DataSource } from 'typeorm';
import { queryOne } from '../database/query-one.js';
import { type AuthoritySecrets, authoritySecretsSchema } from './authority-secrets.js';
import { makeAuthoritySecrets } from './make-authority-secrets.js';

/** Any number that no other advisory lock of the farm uses. */
const authorityLock = 7_204_002;

/** The farm's keys, made by the first copy of the control plane that ever starts on this database. */
export function loadAuthoritySecrets(dataSource: DataSource, now: Date): Promise<AuthoritySecrets> {
  return dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [authorityLock]);
    const stored = await queryOne<{ secrets: unknown }>(manager, 'SELECT secrets FROM authority', []);
    if (stored !== undefined) return authoritySecretsSchema.parse(stored.secrets);
    const made = await makeAuthoritySecrets();
    await manager.query('INSERT INTO authority (secrets, created_at) VALUES ($1, $2)', [
      JSON.stringify(made),
      now,
    ]);
    return made;
  });
}
