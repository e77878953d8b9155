import { createHash } from 'node:crypto';
import { defineCommand } from '../../command.js';
import { byteSize } from '../../output/format-number.js';
import { collect, parseShapes } from '../parse-options.js';
import { writeOutput } from '../write-output.js';
import { compileFile } from './compile-file.js';
import { refusedModel } from './refused-model.js';

interface CompileOptions {
  readonly output: string;
  readonly dump?: boolean;
  readonly policy: string;
  readonly inputShape?: readonly string[];
}

export const compile = defineCommand<[model: string], CompileOptions>({
  path: 'compile',
  summary: "compile a model to the board's binary",
  configure: (command) =>
    command
      .argument('<model>', 'the .tflite file')
      .requiredOption('-o, --output <file>', 'where the binary goes')
      .option('--dump', 'print the compiled network as text')
      .option('--policy <name|file>', 'a preset or a JSON file', 'permissive')
      .option(
        '--input-shape <shape>',
        'prepare for this input shape, like 1,360,640,3; repeat per input',
        collect,
      ),
  run: async ({ arguments: [path], options, json, terminal }) => {
    const compiled = await compileFile(path, {
      policy: options.policy,
      inputShapes: parseShapes(options.inputShape),
    });
    if (!compiled.ok) return refusedModel({ sha256: null, bytes: null, operations: null }, compiled.issues);
    const { binary, program } = compiled;
    await writeOutput(options.output, binary);
    const dump = options.dump === true ? (await import('./program-dump.js')).programDump(program) : undefined;
    if (dump !== undefined && !json) terminal.line(dump);
    return {
      document: {
        sha256: createHash('sha256').update(binary).digest('hex'),
        bytes: binary.length,
        operations: program.operations.length,
        ...(dump === undefined ? {} : { dump: dump.split('\n') }),
      },
      text: () => `${options.output}: ${program.operations.length} operations, ${byteSize(binary.length)}`,
    };
  },
});
