import { run } from '../process/run.mjs';

/** `npm run demo`: boots a farm, submits the bundled model, prints the result, stops. @type {import('../task.mjs').Verb} */
export const demo = {
  needs: 'built',
  run: async (args) =>
    (
      await run(process.execPath, ['dist/embedded/main.js', 'demo', ...args], {
        holdStdin: true,
        env: { NPUFARM_EXIT_WITH_PARENT: '1' },
      })
    ).code,
};
