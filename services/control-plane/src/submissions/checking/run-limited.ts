import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { killGroup } from './kill-group.js';
import { prlimitPath } from './prlimit-path.js';

export interface LimitedRun {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly timeoutMs: number;
  /** Limit of the data segment (RLIMIT_DATA), which also holds WebAssembly and array buffers. */
  readonly memoryBytes: number;
  readonly signal: AbortSignal;
  /** Gives way to everything else on the machine. */
  readonly isPatient?: boolean;
}

export interface LimitedRunEnd {
  readonly code: number | null;
  readonly endedBySignal: NodeJS.Signals | null;
  readonly output: string;
  /** The last part of standard error. */
  readonly errors: string;
  readonly isOutOfTime: boolean;
  readonly isOutOfMemory: boolean;
}

const outputLimitBytes = 64 * 1024 * 1024;
const errorsLimitBytes = 4 * 1024;
const memoryWords = /out of memory|allocation failed|cannot allocate memory/i;

/**
 * Runs a program in its own process group, without this process's environment, and kills the group when it takes
 * too long, says too much, or is no longer wanted. Where `prlimit` is missing, memory is not limited.
 */
export function runLimited({
  program,
  parameters,
  timeoutMs,
  memoryBytes,
  signal,
  isPatient = false,
}: LimitedRun): Promise<LimitedRunEnd> {
  const prlimit = prlimitPath();
  const command = prlimit ?? program;
  const limits = prlimit === undefined ? [] : [`--data=${memoryBytes}`, '--core=0', program];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...limits, ...parameters], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {},
    });
    if (isPatient && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    const output: Buffer[] = [];
    let outputBytes = 0;
    let errors = '';
    let isOutOfTime = false;
    const kill = (): void => killGroup(child.pid);
    const timer = setTimeout(() => {
      isOutOfTime = true;
      kill();
    }, timeoutMs);
    signal.addEventListener('abort', kill, { once: true });
    child.stdout.on('data', (piece: Buffer) => {
      outputBytes += piece.byteLength;
      if (outputBytes > outputLimitBytes) kill();
      else output.push(piece);
    });
    child.stderr.on('data', (piece: Buffer) => {
      errors = (errors + piece.toString('utf8')).slice(-errorsLimitBytes);
    });
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
    };
    child.once('error', (cause) => {
      settle();
      reject(cause);
    });
    child.once('close', (code, endedBySignal) => {
      settle();
      resolve({
        code,
        endedBySignal,
        output: Buffer.concat(output).toString('utf8'),
        errors: errors.trim(),
        isOutOfTime,
        isOutOfMemory: memoryWords.test(errors),
      });
    });
    if (signal.aborted) kill();
  });
}
