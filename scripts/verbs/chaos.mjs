import { join } from 'node:path';
import { bundle } from '../build/bundle.mjs';
import { run } from '../process/run.mjs';
import { repositoryRoot } from '../tree/repository.mjs';

/** `npm run chaos [-- --seed N --jobs N --minutes N]`: a farm of real processes under faults. @type {import('../task.mjs').Verb} */
export const chaos = {
  needs: 'built',
  run: async (args) => {
    const program = join(repositoryRoot, 'dist/chaos/main.js');
    await bundle(join(repositoryRoot, 'test/chaos/main.ts'), program);
    return (await run(process.execPath, ['--enable-source-maps', program, ...args])).code;
  },
};
