import { runTool } from './process/run.mjs';
import { tail } from './process/tail.mjs';

/**
 * @typedef {object} Generator
 * @property {string} name
 * @property {string} output folder or file it writes, relative to the repository
 * @property {(base: string) => Promise<void>} generate writes `output` under a base folder: the checkout, or a temporary one to compare
 */

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
];
