import { generators } from '../generators.mjs';
import { withProgress } from '../process/progress.mjs';
import { repositoryRoot } from '../tree/repository.mjs';

/** `npm run gen`: writes every generated file anew. @type {import('../task.mjs').Verb} */
export const gen = {
  needs: 'modules',
  run: async () => {
    for (const generator of generators) {
      await withProgress(`Generating ${generator.name}`, () => generator.generate(repositoryRoot));
    }
    return 0;
  },
};
