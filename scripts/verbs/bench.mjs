import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../build/bundle.mjs';
import { run } from '../process/run.mjs';
import { repositoryRoot } from '../tree/repository.mjs';

/** `npm run bench -- NAME …`: bundles `test/bench/NAME.ts` and runs it with the remaining arguments. @type {import('../task.mjs').Verb} */
export const bench = {
  needs: 'built',
  run: async ([name, ...args]) => {
    const available = benchmarks();
    if (name === undefined || !available.includes(name)) {
      const problem = name === undefined ? 'name a benchmark' : `there is no benchmark "${name}"`;
      process.stderr.write(`npufarm: ${problem}; available: ${available.join(', ') || 'none yet'}\n`);
      return 2;
    }
    await bundle(
      join(repositoryRoot, `test/bench/${name}.ts`),
      join(repositoryRoot, `dist/bench/${name}.js`),
    );
    return (await run(process.execPath, [`dist/bench/${name}.js`, ...args])).code;
  },
};

function benchmarks() {
  const directory = join(repositoryRoot, 'test/bench');
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
}
