import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundle } from './build/bundle.mjs';
import { run, runTool } from './process/run.mjs';
import { tail } from './process/tail.mjs';
import { repositoryRoot } from './tree/repository.mjs';

/**
 * @typedef {object} Generator
 * @property {string} name
 * @property {string} output folder or file it writes, relative to the repository
 * @property {(base: string) => Promise<void>} generate writes `output` under a base folder: the checkout, or a temporary one to compare
 */

/** The control plane's packages load one another on demand, which a bundle cannot follow. */
const anyPackage = /^(?!@npufarm\/|@oxc-project\/)[a-z@]/;

/** Everything in the repository that is made from something else in it. @type {readonly Generator[]} */
export const generators = [
  {
    name: 'the agent protocol',
    output: 'libs/agent-protocol/src/generated',
    generate: async (base) => {
      const { code, output } = await runTool(
        'buf',
        ['generate', 'proto', '--template', 'proto/buf.gen.yaml', '--output', `${base}/proto`],
        { capture: true },
      );
      if (code !== 0) throw new Error(`buf generate failed:\n${tail(output)}`);
    },
  },
  page(
    'the program of the scalar thread',
    'libs/npu/src/runtime/threads/scalar/generated/scalar-source.ts',
    'scalar-source',
    [/^rolldown$/],
  ),
  page('the list of operators', 'docs/supported-ops.md', 'supported-operators'),
  page('the routes and who may call them', 'docs/routes.md', 'routes', [anyPackage]),
  page('the states of submissions, jobs, attempts and boards', 'docs/states.md', 'states'),
];

/** A page that the TypeScript program `scripts/generators/<program>.ts` prints. @returns {Generator} */
function page(
  /** @type {string} */ name,
  /** @type {string} */ output,
  /** @type {string} */ program,
  /** @type {readonly RegExp[]} */ outside = [],
) {
  return {
    name,
    output,
    generate: async (base) => {
      const bundled = join(repositoryRoot, `dist/generators/${program}.js`);
      await bundle(join(repositoryRoot, `scripts/generators/${program}.ts`), bundled, outside);
      const { code, output: text } = await run(process.execPath, [bundled], { capture: true });
      if (code !== 0) throw new Error(`${program} failed:\n${tail(text)}`);
      await mkdir(dirname(join(base, output)), { recursive: true });
      await writeFile(join(base, output), text);
    },
  };
}
