import { join } from 'node:path';
import { repositoryRoot } from '../repository-root.js';

const built = (path: string): string => join(repositoryRoot, 'dist', path);

/** The built programs of the farm. */
export const programs = {
  controlPlane: built('control-plane/services/control-plane/src/main.js'),
  agent: built('agent/services/agent/src/main.js'),
  emulator: built('emulator/main.js'),
  cli: built('cli/main.js'),
} as const;
