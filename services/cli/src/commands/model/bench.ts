import { basename } from 'node:path';
import type { Prediction } from '@npufarm/npu';
import { Option } from 'commander';
import { defineCommand } from '../../command.js';
import { renderFacts } from '../../output/facts.js';
import { byteSize, fixed, milliseconds } from '../../output/format-number.js';
import { renderSlowestLayers } from '../../output/layers.js';
import type { Style } from '../../output/style.js';
import { usageError } from '../../output/usage-error.js';
import { collect, parseCount, parseShapes } from '../parse-options.js';
import { compileFile } from './compile-file.js';
import type { HostTimes } from './measure-host.js';
import { predictionDocument } from './prediction-document.js';
import { refusedModel } from './refused-model.js';
import { tensorsAt } from './tensor-document.js';

interface BenchOptions {
  readonly backend: string;
  readonly layout: 'nhwc' | 'nchw';
  readonly runs: number;
  readonly warmup: number;
  readonly threads: number;
  readonly inputShape?: readonly string[];
  readonly trace?: string;
}

const backends = ['npu'];

function benchText(name: string, predicted: Prediction, host: HostTimes | undefined, style: Style): string {
  const { memory } = predicted;
  const facts = renderFacts(
    [
      [
        'board',
        `${milliseconds(predicted.inferenceUs)} ms (${predicted.fidelity}, ${predicted.clock}; ${predicted.modelVersion})`,
      ],
      ['board CPU', `${milliseconds(predicted.cpuUs)} ms instead (${predicted.clock})`],
      [
        'memory',
        `activations ${byteSize(memory.peakActivationBytes)}, weights ${byteSize(memory.weightBytes)}, DDR ${byteSize(memory.ddrReadBytes)} read, ${byteSize(memory.ddrWriteBytes)} written`,
      ],
      [
        'this host',
        host === undefined
          ? undefined
          : `${fixed(host.medianMs, 1)} ms median of ${host.runs}, ${fixed(host.gmacPerS, 2)} GMAC/s (${host.fidelity}, ${host.clock})`,
      ],
    ],
    style,
  );
  return `${style.bold(name)}\n${facts}\n\n${renderSlowestLayers(predicted.byLayer, 10, style)}`;
}

export const bench = defineCommand<[model: string], BenchOptions>({
  path: 'bench',
  summary: "predict a model's runtime on the board, layer by layer, and time it on this computer",
  configure: (command) =>
    command
      .argument('<model>', 'the .tflite file')
      .option('--backend <name>', "what computes on this computer: npu, the emulated NPU's integers", 'npu')
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
      .option('--trace <file>', 'write a Chrome trace'),
  run: async ({ arguments: [path], options, terminal }) => {
    if (!backends.includes(options.backend)) {
      throw usageError(`there is no backend ${options.backend}`, `available: ${backends.join(', ')}`);
    }
    const compiled = await compileFile(path, {
      policy: 'permissive',
      inputShapes: parseShapes(options.inputShape),
    });
    if (!compiled.ok) return refusedModel({ predicted: null, host: null }, compiled.issues);
    const { program } = compiled;
    const { createRuntime, predict } = await import('@npufarm/npu');
    const predicted = predict(program, { layout: options.layout });
    const plan = { runs: options.runs, warmup: options.warmup, threads: options.threads };
    let host: HostTimes | undefined;
    let samplesMs: readonly number[] = [];
    if (plan.runs > 0) {
      const { measureHost } = await import('./measure-host.js');
      const { tensorBytes } = await import('./tensor-bytes.js');
      const progress = terminal.progress();
      const runtime = await createRuntime(program, { kernels: 'fast', threads: plan.threads });
      try {
        const inputBytes = tensorsAt(program, program.inputs).map(tensorBytes);
        ({ host, samplesMs } = await measureHost(program, runtime, inputBytes, plan, progress));
      } finally {
        progress.end();
        await runtime.close();
      }
    }
    if (options.trace !== undefined) {
      const { chromeTrace } = await import('./chrome-trace.js');
      const { writeOutput } = await import('../write-output.js');
      await writeOutput(options.trace, JSON.stringify(chromeTrace(predicted, samplesMs)));
    }
    return {
      document: { predicted: predictionDocument(predicted), host: host ?? null },
      text: (style) => benchText(basename(path), predicted, host, style),
    };
  },
});
