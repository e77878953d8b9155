import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../launch-error.js';
import { findProcess } from '../processes/process-identity.js';
import { readFarmFile } from './farm-file.js';

/**
 * Makes this process the only farm on a data directory; a claim of a process that died does not count.
 *
 * @returns gives the claim back
 * @throws {LaunchError} naming the process that holds it, and its URL
 */
export function claimDataDirectory(dataDirectory: string): () => void {
  const path = join(dataDirectory, 'owner');
  const owner = `${process.pid} ${findProcess(process.pid)?.startTime ?? ''}`;
  for (;;) {
    try {
      writeFileSync(path, owner, { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const pid = findOwner(dataDirectory);
    if (pid !== undefined) throw alreadyRunning(dataDirectory, pid);
    rmSync(path, { force: true });
  }
}

/** The pid of the living farm that claims a data directory. */
export function findOwner(dataDirectory: string): number | undefined {
  try {
    const [pid, startTime] = readFileSync(join(dataDirectory, 'owner'), 'utf8').split(' ');
    return findProcess(Number(pid))?.startTime === startTime ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

function alreadyRunning(dataDirectory: string, pid: number): LaunchError {
  const url = readFarmFile(dataDirectory)?.url;
  return new LaunchError(
    'launch.already-running',
    `the farm of ${dataDirectory} already runs (pid ${pid})${url === undefined ? '' : ` at ${url}`}`,
    'Use that one, stop it with Ctrl-C, or set NPUFARM_HOME to another directory for a second farm.',
  );
}
