import { checkSteps } from '../checks/check-steps.mjs';

const concurrency = 2;

/** `npm run check`: everything about the sources that is not a test. @type {import('../task.mjs').Verb} */
export const check = {
  needs: 'modules',
  run: async () => {
    const waiting = [...checkSteps];
    /** @type {string[]} */
    const failed = [];
    const work = async () => {
      for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
        const startedAt = Date.now();
        const { code, output } = await step.run();
        const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
        process.stdout.write(`${code === 0 ? 'ok    ' : 'failed'} ${step.name} (${seconds} s)\n`);
        if (code === 0) continue;
        failed.push(step.name);
        process.stdout.write(`${output.trimEnd()}\n`);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    if (failed.length > 0) process.stdout.write(`\ncheck failed: ${failed.join(', ')}\n`);
    return failed.length > 0 ? 1 : 0;
  },
};
