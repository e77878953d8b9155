import { basename } from 'node:path';
import type { Model } from '@npufarm/tflite';
import { Option } from 'commander';
import { defineCommand } from '../../command.js';
import type { Progress } from '../../output/progress.js';
import { usageError } from '../../output/usage-error.js';
import { collect, parseCount, parseShapes } from '../parse-options.js';
import { readInput } from '../read-input.js';
import { type BenchResult, benchText } from './bench-text.js';
import { type CompiledFile, compileFile } from './compile-file.js';
import { guidanceDocument } from './guidance.js';
import type { HostPlan } from './measure-host.js';
import { predictionDocument } from './prediction-document.js';
import { refusedModel } from './refused-model.js';

interface BenchOptions {
  readonly backend: string;
  readonly layout: 'nhwc' | 'nchw';
  readonly runs: number;
  readonly warmup: number;
  readonly threads: number;
  readonly inputShape?: readonly string[];
  readonly trace?: string;
  readonly csv?: string;
}

const backends = ['npu', 'cpu'];
const empty = { predicted: null, host: null, guidance: [] };

export const bench = defineCommand<[model: string], BenchOptions>({
  path: 'bench',
  summary: "predict a model's runtime on the board, layer by layer, and time it on this computer",
  configure: (command) =>
    command
      .argument('<model>', 'the .tflite file')
      .option(
        '--backend <name>',
        "what computes on this computer: npu, the emulated NPU's integers, or cpu, TensorFlow Lite on one thread",
        'npu',
      )
      .addOption(
        new Option('--layout <layout>', 'order of dimensions on the board')
          .choices(['nhwc', 'nchw'])
          .default('nhwc'),
      )
      .option('--runs <count>', 'timed runs on this computer; 0 only predicts', parseCount(0), 3)
      .option('--warmup <count>', 'runs before them', parseCount(0), 1)
      .option('--threads <count>', 'threads on this computer', parseCount(1), 1)
      .option(
        '--input-shape <shape>',
        'prepare for this input shape, like 1,360,640,3; repeat per input',
        collect,
      )
      .option('--trace <file>', 'write a Chrome trace')
      .option('--csv <file>', "write the layers as TensorFlow Lite's profiler does"),
  run: async ({ arguments: [path], options, terminal }) => {
    if (!backends.includes(options.backend)) {
      throw usageError(`there is no backend ${options.backend}`, `available: ${backends.join(', ')}`);
    }
    const inputShapes = parseShapes(options.inputShape);
    const compiled = await compileFile(path, { policy: 'permissive', inputShapes });
    const model = await modelFor(options.backend, compiled, path);
    if (model === undefined) return refusedModel(empty, compiled.ok ? [] : compiled.issues);
    const { explain, predict } = await import('@npufarm/npu');
    const { layout } = options;
    const predicted = compiled.ok ? predict(compiled.program, { layout }) : undefined;
    const guidance = compiled.ok ? explain(compiled.program, { layout }) : [];
    const progress = terminal.progress();
    let measured: Measured | undefined;
    try {
      if (options.runs > 0) measured = await measure(path, model, compiled, inputShapes, options, progress);
    } finally {
      progress.end();
    }
    const result = { predicted, guidance, host: measured?.host };
    await writeExports(result, measured?.samplesMs ?? [], options);
    return {
      document: {
        predicted: predicted === undefined ? null : predictionDocument(predicted),
        host: measured?.host ?? null,
        guidance: guidanceDocument(guidance),
      },
      text: (style) => benchText(basename(path), result, style),
    };
  },
});

interface Measured {
  readonly host: NonNullable<BenchResult['host']>;
  readonly samplesMs: readonly number[];
}

/** The model to time; TensorFlow Lite also takes what does not map to the board, as long as it can be read. */
async function modelFor(backend: string, compiled: CompiledFile, path: string): Promise<Model | undefined> {
  if (compiled.ok) return compiled.model;
  if (backend !== 'cpu') return undefined;
  const { ModelFormatError, readModel } = await import('@npufarm/tflite');
  try {
    return readModel(await readInput(path));
  } catch (error) {
    if (error instanceof ModelFormatError) return undefined;
    throw error;
  }
}

async function measure(
  path: string,
  model: Model,
  compiled: CompiledFile,
  inputShapes: readonly (readonly number[])[] | undefined,
  { backend, runs, warmup, threads }: HostPlan & Pick<BenchOptions, 'backend'>,
  progress: Progress,
): Promise<Measured | undefined> {
  if (backend === 'cpu') {
    const { benchOnCpu } = await import('./cpu/bench-on-cpu.js');
    return benchOnCpu(path, model, inputShapes, { runs, warmup }, progress);
  }
  if (!compiled.ok) return undefined;
  const { benchOnNpu } = await import('./bench-npu.js');
  return benchOnNpu(compiled.program, { runs, warmup, threads }, progress);
}

async function writeExports(
  { predicted }: BenchResult,
  samplesMs: readonly number[],
  { trace, csv }: BenchOptions,
): Promise<void> {
  const { writeOutput } = await import('../write-output.js');
  if (trace !== undefined) {
    const { chromeTrace } = await import('./chrome-trace.js');
    await writeOutput(trace, JSON.stringify(chromeTrace(predicted, samplesMs)));
  }
  if (csv === undefined) return;
  if (predicted === undefined) {
    throw usageError(
      'there is no profile to write',
      'a model that does not map to the board has no layers there',
    );
  }
  const { profileCsv } = await import('./profile-csv.js');
  await writeOutput(csv, profileCsv(predicted));
}
