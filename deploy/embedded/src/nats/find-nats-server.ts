import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where `nats-server` is looked for. */
export interface NatsServerSearch {
  /** The path that NPUFARM_NATS_SERVER names. */
  readonly configuredPath?: string | undefined;
  /** The value of PATH. */
  readonly searchPath: string;
}

/** The path of an installed `nats-server`; Debian puts it in /usr/sbin, which a user's PATH leaves out. */
export function findNatsServer({ configuredPath, searchPath }: NatsServerSearch): string | undefined {
  if (configuredPath !== undefined) return isExecutable(configuredPath) ? configuredPath : undefined;
  return [...searchPath.split(delimiter), '/usr/sbin', '/usr/local/bin']
    .filter((directory) => directory !== '')
    .map((directory) => join(directory, 'nats-server'))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
