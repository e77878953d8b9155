import { LaunchError } from '../launch-error.js';
import { isPortFree } from './is-port-free.js';

const triedPorts = 100;

/** The first free port from a preferred one upwards. @throws {LaunchError} when a hundred in a row are taken */
export async function findFreePort(preferred: number): Promise<number> {
  for (let port = preferred; port < preferred + triedPorts; port += 1) {
    if (await isPortFree(port)) return port;
  }
  throw new LaunchError(
    'launch.port-taken',
    `the ports ${preferred} to ${preferred + triedPorts - 1} are all taken`,
    'Name a free one with --port.',
  );
}
