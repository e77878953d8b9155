import type { Program } from '@npufarm/npu';
import type { Progress } from '../../output/progress.js';
import { type HostPlan, type HostTimes, measureHost } from './measure-host.js';
import { tensorBytes } from './tensor-bytes.js';
import { tensorsAt } from './tensor-document.js';

/** Times a program on this computer by the emulated NPU's integer kernels. */
export async function benchOnNpu(
  program: Program,
  plan: HostPlan,
  progress: Progress,
): Promise<{ readonly host: HostTimes; readonly samplesMs: readonly number[] }> {
  const { createRuntime } = await import('@npufarm/npu');
  const runtime = await createRuntime(program, { kernels: 'fast', threads: plan.threads });
  try {
    const inputBytes = tensorsAt(program, program.inputs).map(tensorBytes);
    return await measureHost(program, runtime, inputBytes, plan, progress);
  } finally {
    await runtime.close();
  }
}
