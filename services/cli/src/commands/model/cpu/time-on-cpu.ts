import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type CpuTimeLine, cpuTimeLineSchema } from '@npufarm/contracts';
import { packageRoot } from '../../../config/package-root.js';
import { CommandError } from '../../../output/command-error.js';
import { exitCodes } from '../../../output/exit-code.js';
import type { Progress } from '../../../output/progress.js';

/** Runs of a model on TensorFlow Lite, as its process counted them. */
export type CpuTimes = Extract<CpuTimeLine, { samplesMs: unknown }>;

/** What is timed. */
export interface CpuPlan {
  /** One per input; a model of fixed shapes needs none. */
  readonly shapes: readonly (readonly number[])[] | undefined;
  readonly warmup: number;
  readonly runs: number;
}

const timeoutMs = 300_000;
/** TensorFlow Lite's WebAssembly heap may grow to 4 GiB. */
const memoryBytes = 6 * 1024 ** 3;
const prlimit = '/usr/bin/prlimit';

/**
 * Times a model on TensorFlow Lite by the emulator program, in a child process with a limit on memory and time.
 *
 * Throws a CommandError when TensorFlow Lite refuses the model, fails while it runs, or takes too long.
 */
export async function timeOnCpu(
  modelPath: string,
  { shapes = [], warmup, runs }: CpuPlan,
  progress: Progress,
): Promise<CpuTimes> {
  const program = join(packageRoot(), 'dist/emulator/main.js');
  if (!existsSync(program)) throw notBuilt(program);
  const [command, limits] = existsSync(prlimit)
    ? [prlimit, [`--data=${memoryBytes}`, '--core=0', process.execPath]]
    : [process.execPath, []];
  const words = ['cpu-time', '--model', modelPath, '--warmup', String(warmup), '--runs', String(runs)];
  const ofShapes = shapes.flatMap((shape) => ['--shape', shape.join(',')]);
  const child = spawn(command, [...limits, program, ...words, ...ofShapes], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {},
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(`its process ended (${signal ?? `exit ${String(code)}`})`));
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  try {
    for await (const text of createInterface({ input: child.stdout })) {
      const line = cpuTimeLineSchema.parse(JSON.parse(text));
      if ('error' in line) throw refusal(line.error);
      if ('samplesMs' in line) return line;
      progress.show({ stage: 'measuring', ...line });
    }
    throw refusal(await ended);
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
    await ended;
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

function notBuilt(program: string): CommandError {
  return new CommandError({
    code: 'cli.not-built',
    message: `${program} is missing`,
    hint: 'run "npm run build" in the checkout',
    exitCode: exitCodes.infrastructure,
  });
}
