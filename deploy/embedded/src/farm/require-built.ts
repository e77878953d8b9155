import { existsSync } from 'node:fs';
import { LaunchError } from '../launch-error.js';
import { programs } from './programs.js';

/** Checks that every program of the farm is there. @throws {LaunchError} naming the first that is not */
export function requireBuilt(): void {
  const missing = Object.values(programs).find((path) => !existsSync(path));
  if (missing === undefined) return;
  throw new LaunchError('launch.not-built', `${missing} is not built`, 'Run "npm run build".');
}
