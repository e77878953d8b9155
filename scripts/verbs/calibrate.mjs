import { join } from 'node:path';
import { bundle } from '../build/bundle.mjs';
import { run } from '../process/run.mjs';
import { repositoryRoot } from '../tree/repository.mjs';

/** `npm run calibrate -- [--evaluate FILE]`: fits the timing model to the board runs, or judges it on others. @type {import('../task.mjs').Verb} */
export const calibrate = {
  needs: 'modules',
  run: async (args) => {
    const program = join(repositoryRoot, 'dist/calibration/main.js');
    await bundle(join(repositoryRoot, 'scripts/calibration/main.ts'), program);
    return (await run(process.execPath, [program, ...args])).code;
  },
};
