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
import { compileFile } from './compile-file.js';
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

async function estimateFile(file: string, options: EstimateOptions): Promise<Estimate> {
  const { predict } = await import('@npufarm/npu');
  try {
    const compiled = await compileFile(file, {
      policy: options.policy,
      inputShapes: parseShapes(options.inputShape),
    });
    const { sha256 } = compiled;
    if (!compiled.ok) {
      const issues = compiled.issues.map(issueDocument);
      const document = { file, sha256, accepted: false, predicted: null, issues };
      return { file, exitCode: exitCodes.refused, error: refusal(compiled.issues), document };
    }
    const prediction = predict(compiled.program, { layout: options.layout });
    const document = { file, sha256, accepted: true, predicted: predictionDocument(prediction) };
    return { file, exitCode: exitCodes.done, prediction, document };
  } catch (error) {
    if (!(error instanceof CommandError) || !error.code.startsWith('cli.file')) throw error;
    const block = { code: error.code, message: error.message, hint: error.hint };
    const document = { file, sha256: null, accepted: false, predicted: null, error: block };
    return { file, exitCode: error.exitCode, error: block, document };
  }
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
    const estimates: Estimate[] = [];
    for (const file of files) {
      const one = await estimateFile(file, options);
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
