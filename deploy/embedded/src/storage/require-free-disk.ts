import { statfsSync } from 'node:fs';
import { LaunchError } from '../launch-error.js';

const requiredBytes = 500 * 1024 ** 2;

/** Refuses to start a farm that would soon fill its disk. @throws {LaunchError} below 500 MB */
export function requireFreeDisk(directory: string, required = requiredBytes): void {
  const { bavail, bsize } = statfsSync(directory);
  const freeBytes = bavail * bsize;
  if (freeBytes >= required) return;
  throw new LaunchError(
    'launch.disk-full',
    `only ${megabytes(freeBytes)} are free under ${directory}; the farm needs ${megabytes(required)}`,
    'Free some space, or set NPUFARM_HOME to a directory on another disk.',
  );
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1024 ** 2)} MB`;
}
