import { join } from 'node:path';
import { build, isBuilt } from '../build/build.mjs';
import { install, isInstalled } from './install.mjs';
import { repositoryRoot } from './repository.mjs';
import { withTreeLock } from './tree-lock.mjs';

const lockPath = join(repositoryRoot, 'dist/.tree.lock');

/**
 * Installs packages and builds, each only when needed; two commands at once do it one after the other.
 *
 * @param {import('../task.mjs').Readiness} needs
 */
export async function makeTreeReady(needs) {
  const isReady = () => isInstalled() && (needs === 'modules' || isBuilt());
  if (isReady()) return;
  await withTreeLock(
    lockPath,
    async () => {
      if (!isInstalled()) await install();
      if (needs === 'built' && !isBuilt()) await build();
    },
    (pid) =>
      process.stderr.write(`Waiting for another npufarm command (pid ${pid}) that installs or builds …\n`),
  );
}
