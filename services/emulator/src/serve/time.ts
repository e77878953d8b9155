import type { HostTiming, TimeRequest, TimingResult } from '@npufarm/contracts';
import { predict, type Program, versions } from '@npufarm/npu';
import { elementBytes } from './element-bytes.js';
import type { LoadedModel } from './loaded-model.js';
import type { Speaker } from './speaker.js';

/** The board's predicted runtime; with runs, also wall times of the host as a block of their own. */
export async function time(
  model: LoadedModel,
  { warmup, runs }: TimeRequest,
  speaker: Speaker,
): Promise<TimingResult> {
  const prediction = predict(model.program, { layout: model.layout });
  const host = runs > 0 ? await timeHost(model, warmup, runs, speaker) : undefined;
  const { coverage, partitions, log } = model.report;
  const inferenceUs = Math.max(1, prediction.inferenceUs);
  return {
    fidelity: 'emulated',
    clock: 'predicted',
    numerics: versions.numerics,
    modelVersion: prediction.modelVersion,
    inferenceUs,
    bylayerSumUs: prediction.bylayerSumUs,
    byLayer: prediction.byLayer.map((layer) => ({ ...layer, operators: [...layer.operators] })),
    compileUs: prediction.compileUs,
    cpuUs: prediction.cpuUs,
    memory: prediction.memory,
    partitions: partitions ?? 0,
    coverage: coverage ?? { nodes: 0, macs: 0, time: null },
    samplesUs: Array.from({ length: Math.max(1, runs) }, () => inferenceUs),
    ...(host === undefined ? {} : { host }),
    log: [...log],
  };
}

async function timeHost(
  model: LoadedModel,
  warmup: number,
  runs: number,
  speaker: Speaker,
): Promise<HostTiming> {
  const { program, runtime } = await model.prepareDeclared();
  const inputs = zeroInputs(program);
  const timesMs: number[] = [];
  let results: readonly Uint8Array[] | undefined;
  for (let run = 0; run < warmup + runs; run += 1) {
    const startMs = performance.now();
    results = await runtime.run(inputs, results);
    if (run >= warmup) timesMs.push(performance.now() - startMs);
    speaker.progress(run + 1, warmup + runs);
  }
  const sorted = timesMs.toSorted((a, b) => a - b);
  const at = (index: number): number => sorted[Math.floor(index)] ?? 0;
  return {
    fidelity: 'host',
    clock: 'measured',
    runs,
    warmup,
    threads: model.threads,
    medianMs: (at((runs - 1) / 2) + at(runs / 2)) / 2,
    p90Ms: at(0.9 * (runs - 1)),
    minMs: at(0),
    meanMs: timesMs.reduce((sum, ms) => sum + ms, 0) / runs,
  };
}

function zeroInputs(program: Program): Uint8Array[] {
  return program.inputs.map((position) => {
    const tensor = program.tensors[position];
    const elements = tensor?.shape.reduce((product, size) => product * size, 1) ?? 0;
    return new Uint8Array(elements * elementBytes(tensor?.type ?? 'UINT8'));
  });
}
