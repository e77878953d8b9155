import { createHash } from 'node:crypto';
import { defineCommand } from '../../command.js';
import { byteSize } from '../../output/format-number.js';
import { usageError } from '../../output/usage-error.js';
import { writeOutput } from '../write-output.js';
import { findFamily } from './find-family.js';
import { combinations, parseVariation } from './parse-variation.js';

export const zooWrite = defineCommand<
  [network: string, parameters: readonly string[]],
  { readonly output?: string }
>({
  path: 'zoo write',
  summary: 'write a network of the zoo as a .tflite file',
  configure: (command) =>
    command
      .argument('<network>', 'its name, see npufarm zoo ls')
      .argument('[parameters...]', 'sizes other than its own, like channels=32')
      .option('-o, --output <file>', 'the file to write; <network>.tflite by default'),
  run: async ({ arguments: [name, texts], options }) => {
    const family = await findFamily(name);
    const sets = combinations(texts.map((text) => parseVariation(text, family)));
    const [parameters] = sets;
    if (parameters === undefined || sets.length > 1) {
      throw usageError('zoo write writes one network', 'write several with npufarm zoo sweep');
    }
    const file = options.output ?? `${name}.tflite`;
    const bytes = family.write(parameters);
    await writeOutput(file, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return {
      document: {
        file,
        sha256,
        bytes: bytes.length,
        network: name,
        parameters: { ...family.parameters, ...parameters },
      },
      text: () => `${file}: ${name}, ${byteSize(bytes.length)}`,
    };
  },
});
