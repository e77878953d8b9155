import { listenForInterrupts } from './process/interrupt.mjs';
import { makeTreeReady } from './tree/make-tree-ready.mjs';

/**
 * @typedef {'modules' | 'built'} Readiness what a verb needs before it runs
 * @typedef {{ needs: Readiness, run: (args: readonly string[]) => Promise<number> }} Verb
 */

/** Every `npm run` verb of the project; each is one file in `verbs/`. */
const verbs = [
  'demo',
  'start',
  'test',
  'check',
  'build',
  'bench',
  'chaos',
  'gen',
  'goldens',
  'calibrate',
  'format',
];

const [name, ...args] = process.argv.slice(2);

if (name === undefined || !verbs.includes(name)) {
  process.stderr.write(`npufarm: unknown task "${name ?? ''}"; the tasks are ${verbs.join(', ')}\n`);
  process.exit(2);
}

listenForInterrupts();
try {
  const module = await import(`./verbs/${name}.mjs`);
  /** @type {Verb} */
  const verb = module[name];
  await makeTreeReady(verb.needs);
  process.exitCode = await verb.run(args);
} catch (error) {
  process.stderr.write(`npufarm: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 20;
}
