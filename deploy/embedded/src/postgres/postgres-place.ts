import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canReach } from './can-reach.js';
import { findPostgresPackage } from './find-postgres-package.js';
import { restoreSymlinks } from './restore-symlinks.js';
import { findServerUser, type ServerUser } from './server-user.js';

const serverState = '/var/lib/npufarm';

/** Where PostgreSQL's programs and its cluster lie, and who runs them. */
export interface PostgresPlace {
  readonly user: ServerUser | undefined;
  /** Holds `initdb` and `postgres`. */
  readonly programs: string;
  /** Holds the cluster and its password; belongs to the user. */
  readonly home: string;
}

/**
 * Prepares a place that the server's user can reach.
 *
 * Normally that is `postgres/` of the data directory and the package in node_modules. When root's farm lies under a
 * directory that `nobody` may not enter, the cluster goes to `/var/lib/npufarm`, and the programs are copied beside it.
 */
export async function preparePostgresPlace(dataDirectory: string): Promise<PostgresPlace> {
  const packageDirectory = findPostgresPackage();
  restoreSymlinks(packageDirectory);
  const installed = join(packageDirectory, 'native');
  const user = findServerUser();
  const home = join(findReachableBase(dataDirectory, user), 'postgres');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (user === undefined) return { user, programs: join(installed, 'bin'), home };

  chownSync(home, user.uid, user.gid);
  if (canReach(join(installed, 'bin/postgres'), user))
    return { user, programs: join(installed, 'bin'), home };
  return { user, programs: join(await copyPrograms(installed, home), 'bin'), home };
}

function findReachableBase(dataDirectory: string, user: ServerUser | undefined): string {
  if (user === undefined) return dataDirectory;
  chmodSync(dataDirectory, 0o711);
  if (canReach(dataDirectory, user)) return dataDirectory;
  const base = join(serverState, createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16));
  mkdirSync(base, { recursive: true, mode: 0o711 });
  return base;
}

async function copyPrograms(installed: string, home: string): Promise<string> {
  const programs = join(home, 'programs');
  if (existsSync(programs)) return programs;
  const draft = `${programs}.new`;
  rmSync(draft, { recursive: true, force: true });
  await cp(installed, draft, { recursive: true, verbatimSymlinks: true });
  await promisify(execFile)('chmod', ['-R', 'a+rX', draft]);
  renameSync(draft, programs);
  return programs;
}
