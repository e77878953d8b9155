import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../launch-error.js';
import { dieWithParent } from './die-with-parent.js';
import { findProcess } from './process-identity.js';
import { removeProcessRecord, writeProcessRecord } from './process-record.js';
import type { Service } from './service.js';
import { stopProcess } from './stop-process.js';

export interface ServiceOptions {
  readonly name: string;
  /** The farm's data directory; the log goes to `logs/`, the record to `processes/`. */
  readonly dataDirectory: string;
  /** Absolute path of the program. */
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  readonly stopSignal?: 'SIGTERM' | 'SIGINT';
}

/**
 * Starts a process in a group of its own, writes down who it is, and sends its output to its log file.
 *
 * Its stdin is a pipe that closes when this process dies.
 * @throws {LaunchError} when the program cannot be started
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { name, dataDirectory, stopSignal = 'SIGTERM' } = options;
  requireProgram(options);
  const logFile = join(dataDirectory, 'logs', `${name}.log`);
  mkdirSync(join(dataDirectory, 'logs'), { recursive: true });
  const log = openSync(logFile, 'a');
  const logStart = statSync(logFile).size;
  const { program, args } = dieWithParent(options.command, options.args, stopSignal);
  const child = spawn(program, args, {
    cwd: options.workingDirectory,
    env: options.environment,
    stdio: ['pipe', log, log],
    detached: true,
    ...options.user,
  });
  closeSync(log);
  child.stdin?.on('error', () => {});

  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => reject(cannotStart(name, options.command, cause)));
  });
  const pid = child.pid ?? 0;
  let isOver = false;
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      isOver = true;
      removeProcessRecord(dataDirectory, name);
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
  });
  const identity = findProcess(pid);
  if (identity !== undefined) writeProcessRecord(dataDirectory, { name, ...identity, stopSignal });

  return {
    name,
    pid,
    logFile,
    ended,
    hasEnded: () => isOver,
    readLog: () => readFileSync(logFile).subarray(logStart).toString('utf8'),
    stop: async () => {
      if (identity !== undefined) await stopProcess(identity, stopSignal);
      if (identity !== undefined) await ended;
    },
  };
}

function requireProgram({ name, command }: ServiceOptions): void {
  try {
    accessSync(command, constants.X_OK);
  } catch (cause) {
    throw cannotStart(name, command, cause);
  }
}

function cannotStart(name: string, command: string, cause: unknown): LaunchError {
  return new LaunchError(
    'launch.program-missing',
    `${name} could not be started: ${cause instanceof Error ? cause.message : String(cause)}`,
    `Check that ${command} exists and may be executed.`,
    { cause },
  );
}
