import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../process/run.mjs';
import { temporaryDirectory } from '../process/temporary-directory.mjs';
import { countTests } from './count-tests.mjs';

/** `npm test [-- --seed N …]`: runs all tests, or those that vitest's arguments select; property tests try the cases of that seed. @type {import('../task.mjs').Verb} */
export const test = {
  needs: 'built',
  run: async (args) => {
    const report = join(temporaryDirectory('test'), 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { seed, rest } = takeSeed(args);
    const env = seed === undefined ? {} : { NPUFARM_TEST_SEED: seed };
    const { code } = await runTool('vitest', ['run', ...reporters, ...rest], { env });
    const { passed, failed, skipped } = countTests(JSON.parse(readFileSync(report, 'utf8')));
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    return code === 0 && failed > 0 ? 1 : code;
  },
};

/** @param {readonly string[]} args @returns {{ seed: string | undefined, rest: readonly string[] }} */
function takeSeed(args) {
  const at = args.indexOf('--seed');
  if (at < 0) return { seed: undefined, rest: args };
  const seed = args[at + 1];
  if (seed === undefined || !/^\d+$/.test(seed))
    throw new Error(`--seed takes a whole number, not "${seed ?? ''}"`);
  return { seed, rest: args.toSpliced(at, 2) };
}
