import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LaunchError } from '../launch-error.js';
import { makePrivateFile } from '../storage/make-private-file.js';
import { serverEnvironment } from './server-environment.js';
import type { PostgresPlace } from './postgres-place.js';

/** The major version of the bundled server, which a cluster on disk is bound to. */
const majorVersion = '18';

/** A cluster on disk: its directory, and the password of the role `npufarm`. */
export interface Cluster {
  readonly directory: string;
  readonly password: string;
}

/**
 * Opens the cluster of a place, made by `initdb` on first use. One cut short is never taken for a whole one.
 *
 * @throws {LaunchError} when initdb fails, or another major version made the cluster
 */
export async function initialiseCluster(place: PostgresPlace): Promise<Cluster> {
  const directory = join(place.home, 'data');
  const passwordFile = join(place.home, 'password');
  if (!existsSync(directory)) await makeCluster(place, directory, passwordFile);
  const version = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim();
  if (version !== majorVersion) {
    throw new LaunchError(
      'launch.postgres-version',
      `the database in ${directory} was made by PostgreSQL ${version}; this npufarm brings ${majorVersion}`,
      'Set NPUFARM_HOME to a new directory, or move the data with pg_dump of the old version.',
    );
  }
  return { directory, password: readFileSync(passwordFile, 'utf8') };
}

async function makeCluster(place: PostgresPlace, directory: string, passwordFile: string): Promise<void> {
  const draft = `${directory}.new`;
  rmSync(draft, { recursive: true, force: true });
  makePrivateFile(passwordFile, randomBytes(24).toString('base64url'));
  if (place.user !== undefined) chownSync(passwordFile, place.user.uid, place.user.gid);
  const options = [
    ['--pgdata', draft],
    ['--username', 'npufarm'],
    ['--pwfile', passwordFile],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    ['--locale', 'C'],
  ];
  try {
    await promisify(execFile)(join(place.programs, 'initdb'), options.flat(), {
      cwd: '/',
      env: serverEnvironment,
      ...place.user,
    });
  } catch (cause) {
    throw new LaunchError(
      'launch.postgres-initdb',
      `the database could not be created in ${directory}: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Check that the disk has space and that the directory can be written.',
      { cause },
    );
  }
  renameSync(draft, directory);
}
