import type { Program, Runtime } from '@npufarm/npu';
import type { Progress } from '../../output/progress.js';

export interface HostPlan {
  readonly runs: number;
  readonly warmup: number;
  readonly threads: number;
}

/** Wall times of real runs on this computer; never a board's number. */
export interface HostTimes {
  readonly fidelity: 'host';
  readonly clock: 'measured';
  readonly runs: number;
  readonly warmup: number;
  readonly threads: number;
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly minMs: number;
  readonly meanMs: number;
  /** CPU time of one run, all threads together. */
  readonly cpuMs: number;
  readonly macs: number;
  readonly gmacPerS: number;
  readonly peakMemoryBytes: number;
}

/** Multiply-accumulates of one run. */
export function macsOf(program: Program): number {
  return program.layers.reduce((sum, { work }) => sum + ('macs' in work ? work.macs : 0), 0);
}

/** A byte stream without pattern, the same on every call (xorshift32 of Marsaglia 2003). */
function noise(length: number): Uint8Array {
  let state = 0x9e3779b9;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
}

/** Runs a program several times on the same input and sums up how long that took; also each run's milliseconds. */
export async function measureHost(
  program: Program,
  runtime: Runtime,
  inputBytes: readonly number[],
  plan: HostPlan,
  progress: Progress,
): Promise<{ readonly host: HostTimes; readonly samplesMs: readonly number[] }> {
  const { median, percentile } = await import('@npufarm/scoring');
  const inputs = inputBytes.map(noise);
  const total = plan.warmup + plan.runs;
  const samplesMs: number[] = [];
  let cpuUs = 0;
  let results: readonly Uint8Array[] | undefined;
  for (let index = 0; index < total; index += 1) {
    const stage = index < plan.warmup ? 'warm-up' : 'measuring';
    progress.show({ stage, done: index, total });
    const before = process.cpuUsage();
    const startedMs = performance.now();
    results = await runtime.run(inputs, results);
    const elapsedMs = performance.now() - startedMs;
    const { user, system } = process.cpuUsage(before);
    if (index < plan.warmup) continue;
    samplesMs.push(elapsedMs);
    cpuUs += user + system;
  }
  const medianMs = median(samplesMs);
  const macs = macsOf(program);
  return {
    samplesMs,
    host: {
      fidelity: 'host',
      clock: 'measured',
      ...plan,
      medianMs,
      p90Ms: percentile(samplesMs, 90),
      minMs: Math.min(...samplesMs),
      meanMs: samplesMs.reduce((sum, sample) => sum + sample, 0) / plan.runs,
      cpuMs: cpuUs / 1000 / plan.runs,
      macs,
      gmacPerS: macs / medianMs / 1e6,
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    },
  };
}
