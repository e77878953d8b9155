import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../process/run.mjs';
import { temporaryDirectory } from '../process/temporary-directory.mjs';
import { countTests } from './count-tests.mjs';

/** `npm test`: runs all tests, or those that vitest's arguments select. @type {import('../task.mjs').Verb} */
export const test = {
  needs: 'built',
  run: async (args) => {
    const report = join(temporaryDirectory('test'), 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await runTool('vitest', ['run', ...reporters, ...args]);
    const { passed, failed, skipped } = countTests(JSON.parse(readFileSync(report, 'utf8')));
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    return code === 0 && failed > 0 ? 1 : code;
  },
};
