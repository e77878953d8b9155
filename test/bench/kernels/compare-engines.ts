import { createRuntime } from '@npufarm/npu';
import { referenceStream } from '../../conformance/models/reference-stream.js';
import type { IntegerNetwork } from './integer-network.js';
import { median, timeRun, type RunTime } from './measure.js';
import { measureFootprint } from './footprint.js';
import { openLitert } from './open-litert.js';

export interface EngineTimes {
  readonly threads: number;
  readonly median_ms: number;
  readonly min_ms: number;
  readonly cpu_ms: number;
  readonly gmac_per_s: number;
  readonly dot_limit_share: number;
}

export interface Comparison {
  readonly file: string;
  readonly ours: {
    readonly one_thread: EngineTimes;
    readonly two_threads: EngineTimes;
    readonly scalar_kernels: readonly string[];
    readonly first_inference_ms: number;
    readonly peak_memory_bytes: number;
  };
  /** Absent for a size that the file does not have, and where LiteRT.js refuses it. */
  readonly litert?: EngineTimes;
  readonly litert_refusal?: string;
  /** Medians of the ratios of runs that followed each other: what slows a shared machine slows both. */
  readonly ratio_cpu_1_thread?: number;
  readonly ratio_wall_2_threads?: number;
  /** The machine's limit in the same run, GMAC/s of one core. */
  readonly dot_limit_gmac_per_s: number;
}

const warmUps = 3;

/** Runs both engines in turn on the same input, so that a busy machine slows them alike. */
export async function compareEngines(
  network: IntegerNetwork,
  rounds: number,
  dotLimit: () => number,
): Promise<Comparison> {
  const input = referenceStream(network.inputBytes);
  const one = await createRuntime(network.program, { threads: 1 });
  const two = await createRuntime(network.program, { threads: 2 });
  const litert = await openLitert(network, input);
  let results: readonly Uint8Array[] | undefined;
  const runs = [
    async () => (results = await one.run([input], results)),
    async () => (results = await two.run([input], results)),
  ];
  const { run: runLitert } = litert;
  if (runLitert !== undefined) runs.push(async () => (results = await runLitert(results)));
  for (let round = 0; round < warmUps; round++) for (const run of runs) await run();
  const times: RunTime[][] = runs.map(() => []);
  const limits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [index, run] of runs.entries()) times[index]?.push(await timeRun(run));
    limits.push(dotLimit());
  }
  await one.close();
  await two.close();
  const limit = median(limits);
  const [oneThread, twoThreads, litertTimes] = times.map((engine, index) =>
    summarise(engine, index === 1 ? 2 : 1, network.macs, limit),
  );
  if (oneThread === undefined || twoThreads === undefined) throw new Error('both engines ran');
  const footprint = await measureFootprint(network.path);
  return {
    file: network.path,
    ours: {
      one_thread: oneThread,
      two_threads: twoThreads,
      scalar_kernels: one.scalarKernels,
      first_inference_ms: footprint.firstInferenceMs,
      peak_memory_bytes: footprint.peakMemoryBytes,
    },
    ...(litertTimes === undefined
      ? litert.refusal !== undefined && { litert_refusal: litert.refusal }
      : {
          litert: litertTimes,
          ratio_cpu_1_thread: medianRatio(times[2], times[0], ({ cpuMs }) => cpuMs),
          ratio_wall_2_threads: medianRatio(times[2], times[1], ({ wallMs }) => wallMs),
        }),
    dot_limit_gmac_per_s: limit,
  };
}

function summarise(times: readonly RunTime[], threads: number, macs: number, limit: number): EngineTimes {
  const wall = times.map(({ wallMs }) => wallMs);
  const cpuMs = median(times.map(({ cpuMs: cpu }) => cpu));
  const gmacPerSecond = macs / cpuMs / 1e6;
  return {
    threads,
    median_ms: median(wall),
    min_ms: Math.min(...wall),
    cpu_ms: cpuMs,
    gmac_per_s: gmacPerSecond,
    dot_limit_share: gmacPerSecond / limit,
  };
}

function medianRatio(
  slower: readonly RunTime[] = [],
  faster: readonly RunTime[] = [],
  timeOf: (time: RunTime) => number,
): number {
  return median(slower.map((time, round) => timeOf(time) / timeOf(faster[round] as RunTime)));
}
