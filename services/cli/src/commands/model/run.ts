import type { Program, Runtime } from '@npufarm/npu';
import type { RgbPicture } from '@npufarm/scoring';
import { Option } from 'commander';
import { defineCommand } from '../../command.js';
import { CommandError } from '../../output/command-error.js';
import { exitCodes } from '../../output/exit-code.js';
import { usageError } from '../../output/usage-error.js';
import { collect, parseCount, parseShapes } from '../parse-options.js';
import { unreadableInput } from '../read-input.js';
import { compileFile } from './compile-file.js';
import { refusedModel } from './refused-model.js';
import type { RunRecord } from './run-raw.js';
import { tensorDocument, tensorsAt, tensorText } from './tensor-document.js';

interface RunOptions {
  readonly input?: string;
  readonly output?: string;
  readonly inputRaw?: readonly string[];
  readonly outputRaw?: readonly string[];
  readonly inputShape?: readonly string[];
  readonly rounding: 'reference' | 'builtin';
  readonly kernels: 'fast' | 'reference';
  readonly threads: number;
}

function requireOneForm({ input, output, inputRaw, outputRaw }: RunOptions): void {
  const isPicture =
    input !== undefined && output !== undefined && inputRaw === undefined && outputRaw === undefined;
  const isRaw =
    inputRaw !== undefined && outputRaw !== undefined && input === undefined && output === undefined;
  if (isPicture || isRaw) return;
  throw usageError(
    'name what goes in and where the result goes',
    'either --input A.png --output B.png, or --input-raw FILE --output-raw FILE',
  );
}

async function readPictureFile(path: string): Promise<RgbPicture> {
  const { readPicture, UnreadablePictureError } = await import('@npufarm/pictures');
  try {
    return await readPicture(path);
  } catch (error) {
    if (!(error instanceof UnreadablePictureError)) throw unreadableInput(path, error);
    throw new CommandError({
      code: 'run.picture-refused',
      message: error.message,
      exitCode: exitCodes.refused,
    });
  }
}

async function runPicture(
  program: Program,
  runtime: Runtime,
  picture: RgbPicture,
  outputPath: string,
): Promise<RunRecord> {
  const { feedPicture, pictureOf } = await import('./picture-port.js');
  const { encodePng } = await import('@npufarm/pictures');
  const { writeOutput } = await import('../write-output.js');
  const input = feedPicture(picture, tensorsAt(program, program.inputs));
  const outputs = await runtime.run([input]);
  const result = pictureOf(outputs[0] ?? new Uint8Array(), tensorsAt(program, program.outputs));
  await writeOutput(outputPath, await encodePng(result));
  return { inputs: [input], outputs };
}

/** The shapes to prepare for: the caller's, else the picture's where the model leaves its size open. */
async function chooseShapes(
  modelPath: string,
  options: RunOptions,
  picture: RgbPicture | undefined,
): Promise<readonly (readonly number[])[] | undefined> {
  if (options.inputShape !== undefined || picture === undefined) return parseShapes(options.inputShape);
  const { pictureShape } = await import('./picture-shape.js');
  const { ModelFormatError } = await import('@npufarm/tflite');
  try {
    const shape = await pictureShape(modelPath, picture);
    return shape === undefined ? undefined : [shape];
  } catch (error) {
    if (error instanceof ModelFormatError) return undefined;
    throw error;
  }
}

export const run = defineCommand<[model: string], RunOptions>({
  path: 'run',
  summary: 'run a model on a picture or on raw tensor bytes, in the integers of TensorFlow Lite',
  configure: (command) =>
    command
      .argument('<model>', 'the .tflite file')
      .option('--input <picture>', 'a picture; its bytes are fed as they are')
      .option('--output <png>', 'where the resulting picture goes')
      .option('--input-raw <file>', 'raw tensor bytes; repeat per input', collect)
      .option('--output-raw <file>', 'where raw tensor bytes go; repeat per output', collect)
      .option(
        '--input-shape <shape>',
        'prepare for this input shape, like 1,36,64,3; repeat per input',
        collect,
      )
      .addOption(
        new Option('--rounding <how>', 'which rounding')
          .choices(['reference', 'builtin'])
          .default('reference'),
      )
      .addOption(
        new Option('--kernels <which>', 'which kernels').choices(['fast', 'reference']).default('fast'),
      )
      .option('--threads <count>', 'threads of the fast kernels', parseCount(1), 1),
  run: async ({ arguments: [path], options }) => {
    requireOneForm(options);
    const picture = options.input === undefined ? undefined : await readPictureFile(options.input);
    const inputShapes = await chooseShapes(path, options, picture);
    const compiled = await compileFile(path, { policy: 'permissive', inputShapes });
    if (!compiled.ok) return refusedModel({ inputs: [], outputs: [] }, compiled.issues);
    const { program } = compiled;
    const { createRuntime, InputError } = await import('@npufarm/npu');
    const { rounding, kernels, threads } = options;
    const runtime = await createRuntime(program, { rounding, kernels, threads });
    let record: RunRecord;
    try {
      record =
        picture !== undefined && options.output !== undefined
          ? await runPicture(program, runtime, picture, options.output)
          : await (
              await import('./run-raw.js')
            ).runRaw(program, runtime, options.inputRaw ?? [], options.outputRaw ?? []);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const hint = 'raw inputs are the bytes of the tensors, in the type and shape of the model';
      throw new CommandError({
        code: 'run.input-refused',
        message: error.message,
        hint,
        exitCode: exitCodes.refused,
      });
    } finally {
      await runtime.close();
    }
    const inputs = tensorsAt(program, program.inputs);
    const outputs = tensorsAt(program, program.outputs);
    const none = new Uint8Array();
    return {
      document: {
        inputs: inputs.map((tensor, index) => tensorDocument(tensor, record.inputs[index] ?? none)),
        outputs: outputs.map((tensor, index) => tensorDocument(tensor, record.outputs[index] ?? none)),
      },
      text: () => `${inputs.map(tensorText).join(', ')} → ${outputs.map(tensorText).join(', ')}`,
    };
  },
});
