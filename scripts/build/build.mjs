import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withProgress } from '../process/progress.mjs';
import { run, runTool } from '../process/run.mjs';
import { tail } from '../process/tail.mjs';
import { fingerprint } from '../tree/fingerprint.mjs';
import { repositoryRoot } from '../tree/repository.mjs';
import { buildInputs, bundles, nestApplications } from './programs.mjs';
import { removeOlderFiles } from './remove-older-files.mjs';

const distPath = join(repositoryRoot, 'dist');
const stampPath = join(distPath, '.build-stamp');

/** Whether dist holds the programs of the present sources. */
export function isBuilt() {
  return (
    existsSync(stampPath) && readFileSync(stampPath, 'utf8') === fingerprint(repositoryRoot, buildInputs)
  );
}

/** Builds every program; the stamp is written last, so that a build cut short is never taken for a finished one. */
export async function build() {
  const stamp = fingerprint(repositoryRoot, buildInputs);
  mkdirSync(distPath, { recursive: true });
  rmSync(stampPath, { force: true });
  const startedAtMs = fileSystemTimeMs();
  await withProgress('Building', async () => {
    const results = await Promise.all([
      ...nestApplications.map((name) => runTool('nest', ['build', name], { capture: true })),
      run(process.execPath, ['scripts/build/bundle-programs.mjs'], { capture: true }),
    ]);
    const failures = results.filter(({ code }) => code !== 0);
    if (failures.length > 0) {
      throw new Error(`the build failed:\n${failures.map(({ output }) => tail(output)).join('\n')}`);
    }
  });
  for (const name of [...nestApplications, ...bundles.map((program) => program.name)]) {
    removeOlderFiles(join(distPath, name), startedAtMs);
  }
  writeFileSync(`${stampPath}.new`, stamp);
  renameSync(`${stampPath}.new`, stampPath);
}

/** The clock that dates files, which may lag behind the process's by a tick. */
function fileSystemTimeMs() {
  const probe = join(distPath, '.build-start');
  writeFileSync(probe, '');
  return statSync(probe).mtimeMs;
}
