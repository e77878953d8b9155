import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../process/run.mjs';
import { repositoryRoot } from '../tree/repository.mjs';
import { findDrift } from './find-drift.mjs';

/** @typedef {{ name: string, run: () => Promise<{ code: number, output: string }> }} CheckStep */

const capture = { capture: true };
const folders = ['libs', 'services', 'deploy', 'test'].filter((name) =>
  existsSync(join(repositoryRoot, name)),
);

/** The steps of `npm run check`, longest first. @type {readonly CheckStep[]} */
export const checkSteps = [
  { name: 'types', run: () => runTool('tsc', ['--noEmit', '-p', 'tsconfig.json'], capture) },
  {
    name: 'lint',
    run: () =>
      runTool(
        'oxlint',
        ['--type-aware', '--deny-warnings', ...folders, 'scripts', 'vitest.config.ts'],
        capture,
      ),
  },
  {
    name: 'architecture',
    run: () =>
      runTool(
        'depcruise',
        ['--config', 'scripts/architecture.rules.cjs', '--output-type', 'err-long', ...folders],
        capture,
      ),
  },
  {
    name: 'formatting',
    run: () => runTool('prettier', ['--check', '--log-level', 'warn', '.'], capture),
  },
  { name: 'proto', run: () => runTool('buf', ['lint', 'proto'], capture) },
  { name: 'generated files', run: findDrift },
];
