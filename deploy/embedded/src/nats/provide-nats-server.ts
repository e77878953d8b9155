import { LaunchError } from '../launch-error.js';
import { findNatsServer, type NatsServerSearch } from './find-nats-server.js';
import { installNatsServer } from './install-nats-server.js';

/** Finds `nats-server`, or installs it from the system's packages. @throws {LaunchError} saying what to install */
export async function provideNatsServer(
  search: NatsServerSearch,
  log: (line: string) => void,
): Promise<string> {
  const found = findNatsServer(search);
  if (found !== undefined) return found;
  if (search.configuredPath !== undefined) {
    throw new LaunchError(
      'launch.nats-missing',
      `NPUFARM_NATS_SERVER names ${search.configuredPath}, which is not an executable file`,
      'Correct the path, or unset the variable to use the installed nats-server.',
    );
  }
  await installNatsServer(log);
  const installed = findNatsServer(search);
  if (installed !== undefined) return installed;
  throw new LaunchError(
    'launch.nats-missing',
    'the package nats-server was installed, but brought no nats-server program',
    'Set NPUFARM_NATS_SERVER to its path.',
  );
}
