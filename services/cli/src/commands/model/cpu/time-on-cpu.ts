import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../config/package-root.js';
import { CommandError } from '../../../output/command-error.js';
import { exitCodes } from '../../../output/exit-code.js';
import type { Progress } from '../../../output/progress.js';

/** Runs of a model on TensorFlow Lite, as its process counted them. */
export interface CpuTimes {
  readonly samplesMs: readonly number[];
  readonly cpuMs: number;
  readonly peakMemoryBytes: number;
  readonly outputBytes: readonly number[];
}

type Message = CpuTimes | { readonly error: string } | { readonly done: number; readonly total: number };

const timeoutMs = 300_000;
/** TensorFlow Lite's WebAssembly heap may grow to 4 GiB. */
const memoryBytes = 6 * 1024 ** 3;
const prlimit = '/usr/bin/prlimit';

/**
 * Times a model on TensorFlow Lite in a child process with a limit on memory and time.
 *
 * Throws a CommandError when TensorFlow Lite refuses the model, fails while it runs, or takes too long.
 */
export async function timeOnCpu(
  model: Uint8Array,
  plan: { readonly inputs: number; readonly warmup: number; readonly runs: number },
  progress: Progress,
): Promise<CpuTimes> {
  const program = join(packageRoot(), 'services/cli/src/commands/model/cpu/litert-child.mjs');
  const [command, limits] = existsSync(prlimit)
    ? [prlimit, [`--data=${memoryBytes}`, '--core=0', process.execPath]]
    : [process.execPath, []];
  const child = spawn(command, [...limits, program], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: {},
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  try {
    const outcome = await new Promise<CpuTimes | { readonly error: string }>((resolve) => {
      child.once('error', (error) => resolve({ error: error.message }));
      child.once('exit', (code, signal) =>
        resolve({ error: `its process ended (${signal ?? `exit ${String(code)}`})` }),
      );
      child.on('message', (message) => {
        const told = message as Message;
        if ('done' in told) progress.show({ stage: 'measuring', done: told.done, total: told.total });
        else resolve(told);
      });
      child.send({ model, ...plan });
    });
    if ('error' in outcome) throw refusal(outcome.error);
    return outcome;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

function refusal(reason: string): CommandError {
  return new CommandError({
    code: 'cli.cpu-backend',
    message: `TensorFlow Lite does not run the model: ${reason}`,
    hint: 'give a model that leaves its size open a shape with --input-shape; npufarm check says what else it lacks',
    exitCode: exitCodes.refused,
  });
}
