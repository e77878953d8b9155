import { run } from '../process/run.mjs';

/** `npm run start`: boots the farm and keeps it until Ctrl-C. @type {import('../task.mjs').Verb} */
export const start = {
  needs: 'built',
  run: async (args) =>
    (
      await run(process.execPath, ['dist/embedded/main.js', 'start', ...args], {
        holdStdin: true,
        env: { NPUFARM_EXIT_WITH_PARENT: '1' },
      })
    ).code,
};
