import type { Model } from '@npufarm/tflite';
import type { HostPlan, HostTimes } from '../measure-host.js';
import { usageError } from '../../../output/usage-error.js';
import type { Progress } from '../../../output/progress.js';
import { timeOnCpu } from './time-on-cpu.js';

/** Multiply-accumulates that are not known leave the rate open. */
export type CpuHostTimes = Omit<HostTimes, 'macs' | 'gmacPerS'> & {
  readonly backend: 'cpu';
  readonly macs: number | null;
  readonly gmacPerS: number | null;
};

/** Times a model, a float one too, on TensorFlow Lite on one thread of this computer. */
export async function benchOnCpu(
  path: string,
  model: Model,
  shapes: readonly (readonly number[])[] | undefined,
  plan: Pick<HostPlan, 'runs' | 'warmup'>,
  progress: Progress,
): Promise<{ readonly host: CpuHostTimes; readonly samplesMs: readonly number[] }> {
  const { median, percentile } = await import('@npufarm/scoring');
  if (shapes === undefined) refuseOpenShapes(model);
  const inputs = model.subgraphs[0]?.inputs.length ?? 0;
  if (shapes !== undefined && shapes.length !== inputs) {
    throw usageError(
      `${shapes.length} input shapes for ${inputs} inputs`,
      'give --input-shape once per input',
    );
  }
  const { samplesMs, cpuMs, peakMemoryBytes } = await timeOnCpu(path, { shapes, ...plan }, progress);
  const medianMs = median(samplesMs);
  const macs = await macsOf(model, shapes);
  return {
    samplesMs,
    host: {
      fidelity: 'host',
      clock: 'measured',
      runs: plan.runs,
      warmup: plan.warmup,
      threads: 1,
      medianMs,
      p90Ms: percentile(samplesMs, 90),
      minMs: Math.min(...samplesMs),
      meanMs: samplesMs.reduce((sum, sample) => sum + sample, 0) / plan.runs,
      cpuMs,
      macs,
      gmacPerS: macs === null ? null : macs / medianMs / 1e6,
      peakMemoryBytes,
      backend: 'cpu',
    },
  };
}

function refuseOpenShapes({ subgraphs: [main] }: Model): void {
  const open = main?.inputs
    .map((id) => main.tensors[id])
    .find((tensor) => tensor?.shapeSignature?.some((size) => size < 0) === true);
  if (open === undefined) return;
  throw usageError(
    `the input ${open.name} has an open shape, [${open.shapeSignature?.join(',') ?? ''}]`,
    'name the shape with --input-shape, like 1,360,640,3: TensorFlow Lite in WebAssembly cannot resize',
  );
}

async function macsOf(
  model: Model,
  inputShapes: readonly (readonly number[])[] | undefined,
): Promise<number | null> {
  const { countMacs, mapModel, resolvePolicy } = await import('@npufarm/npu');
  const options = inputShapes === undefined ? {} : { inputShapes };
  return countMacs(mapModel(model, resolvePolicy('permissive'), options)) ?? null;
}
