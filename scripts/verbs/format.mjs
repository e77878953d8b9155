import { runTool } from '../process/run.mjs';

/** `npm run format`: rewrites the formatting of every file, or of the paths given. @type {import('../task.mjs').Verb} */
export const format = {
  needs: 'modules',
  run: async (args) =>
    (await runTool('prettier', ['--write', '--log-level', 'warn', ...(args.length > 0 ? args : ['.'])])).code,
};
