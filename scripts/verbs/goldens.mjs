import { join } from 'node:path';
import { bundle } from '../build/bundle.mjs';
import { run } from '../process/run.mjs';
import { repositoryRoot } from '../tree/repository.mjs';

/** `npm run goldens [-- NAME …]`: makes the hashes of whole networks' outputs anew, with the scalar kernels; of those models alone whose file name contains a NAME. @type {import('../task.mjs').Verb} */
export const goldens = {
  needs: 'modules',
  run: async (names) => {
    const output = 'dist/goldens/make-goldens.js';
    await bundle(join(repositoryRoot, 'test/goldens/make-goldens.ts'), join(repositoryRoot, output));
    return (await run(process.execPath, [output, ...names])).code;
  },
};
