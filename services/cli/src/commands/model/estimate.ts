import { Option } from 'commander';
import type { Prediction } from '@npufarm/npu';
import type { ErrorBlock } from '../../output/answer.js';
import { defineCommand } from '../../command.js';
import { CommandError } from '../../output/command-error.js';
import { type ExitCode, exitCodes } from '../../output/exit-code.js';
import { milliseconds } from '../../output/format-number.js';
import { snakeCase } from '../../output/snake-case.js';
import { type Column, renderTable } from '../../output/table.js';
import { collect, parseShapes } from '../parse-options.js';
import { readInput } from '../read-input.js';
import { choosePolicy } from './choose-policy.js';
import { estimateFile, type EstimateFileOptions } from './estimate-file.js';
import { predictionDocument } from './prediction-document.js';
import { issueDocument, refusal } from './refused-model.js';

interface EstimateOptions {
  readonly layout: 'nhwc' | 'nchw';
  readonly policy: string;
  readonly inputShape?: readonly string[];
  readonly jsonLines?: boolean;
}

interface Estimate {
  readonly file: string;
  readonly exitCode: ExitCode;
  readonly prediction?: Prediction;
  readonly error?: ErrorBlock;
  readonly document: object;
}

const columns: readonly Column<Estimate>[] = [
  { title: 'model', value: ({ file }) => file },
  { title: 'NPU ms', align: 'right', value: ({ prediction }) => milliseconds(prediction?.inferenceUs) },
  { title: 'CPU ms', align: 'right', value: ({ prediction }) => milliseconds(prediction?.cpuUs) },
  {
    title: '',
    value: ({ error, prediction }) => error?.message ?? `${prediction?.fidelity}, ${prediction?.clock}`,
  },
];

async function estimateOne(
  file: string,
  bytes: Promise<Uint8Array>,
  options: EstimateFileOptions,
): Promise<Estimate> {
  try {
    const estimated = await estimateFile(await bytes, options);
    const { sha256, prediction } = estimated;
    if (prediction === undefined) {
      const issues = estimated.issues.map(issueDocument);
      const document = { file, sha256, accepted: false, predicted: null, issues };
      return { file, exitCode: exitCodes.refused, error: refusal(estimated.issues), document };
    }
    const document = { file, sha256, accepted: true, predicted: predictionDocument(prediction) };
    return { file, exitCode: exitCodes.done, prediction, document };
  } catch (error) {
    if (!(error instanceof CommandError) || !error.code.startsWith('cli.file')) throw error;
    const block = { code: error.code, message: error.message, hint: error.hint };
    const document = { file, sha256: null, accepted: false, predicted: null, error: block };
    return { file, exitCode: error.exitCode, error: block, document };
  }
}

/** Starts to read a file; who awaits it later gets its error then. */
function startReading(file: string | undefined): Promise<Uint8Array> {
  const bytes = file === undefined ? Promise.resolve(new Uint8Array()) : readInput(file);
  bytes.catch(() => undefined);
  return bytes;
}

export const estimate = defineCommand<[models: readonly string[]], EstimateOptions>({
  path: 'estimate',
  summary: 'predict the runtime of models on the board, without running them',
  configure: (command) =>
    command
      .argument('<models...>', '.tflite files')
      .addOption(
        new Option('--layout <layout>', 'order of dimensions on the board')
          .choices(['nhwc', 'nchw'])
          .default('nhwc'),
      )
      .option('--policy <name|file>', 'a preset or a JSON file', 'permissive')
      .option('--input-shape <shape>', 'prepare for this input shape; repeat per input', collect)
      .option('--json-lines', 'print one JSON document per model, as soon as it is known'),
  run: async ({ arguments: [files], options, terminal }) => {
    const policy = await choosePolicy(options.policy);
    const { layout } = options;
    const inputShapes = parseShapes(options.inputShape);
    const estimates: Estimate[] = [];
    let next = startReading(files[0]);
    for (const [index, file] of files.entries()) {
      const bytes = next;
      // The disk works on the next file while this one is computed.
      next = startReading(files[index + 1]);
      const one = await estimateOne(file, bytes, { policy, layout, inputShapes });
      estimates.push(one);
      if (options.jsonLines === true) terminal.line(JSON.stringify(snakeCase(one.document)));
    }
    const exitCode =
      estimates.find((one) => one.exitCode === exitCodes.usage)?.exitCode ??
      estimates.find((one) => one.exitCode !== exitCodes.done)?.exitCode ??
      exitCodes.done;
    if (options.jsonLines === true) return { streamed: true, exitCode };
    const failure = estimates.find((one) => one.exitCode === exitCode)?.error;
    return {
      exitCode,
      document: { items: estimates.map(({ document }) => document) },
      text: (style) => renderTable(columns, estimates, style),
      ...(failure === undefined ? {} : { error: failure }),
    };
  },
});
