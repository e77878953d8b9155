import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withProgress } from '../process/progress.mjs';
import { run } from '../process/run.mjs';
import { tail } from '../process/tail.mjs';
import { fingerprint } from './fingerprint.mjs';
import { repositoryRoot } from './repository.mjs';

const stampPath = join(repositoryRoot, 'node_modules/.npufarm-install');

/** Whether node_modules was installed from this very lock file. */
export function isInstalled() {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wantedStamp();
}

/** Installs the locked packages; what npm says is shown only when it fails. */
export async function install() {
  const stamp = wantedStamp();
  await withProgress('Installing packages (npm ci)', async () => {
    const { code, output } = await run('npm', ['ci', '--no-fund', '--no-audit'], { capture: true });
    if (code !== 0) {
      throw new Error(
        `npm ci failed with exit code ${code}. Its last lines:\n${tail(output)}\n` +
          'Check that the npm registry can be reached and that the disk has 1 GB free, then run the command again.',
      );
    }
  });
  writeFileSync(stampPath, stamp);
}

function wantedStamp() {
  return `${fingerprint(repositoryRoot, ['package-lock.json'])} ${process.platform}-${process.arch}`;
}
