import { spawn } from 'node:child_process';
import { childEnvironment } from '../config/child-environment.js';
import { programs } from '../farm/programs.js';
import { dieWithParent } from '../processes/die-with-parent.js';
import { repositoryRoot } from '../repository-root.js';

/** Runs the `npufarm` command as a user would, shows its output, and gives its exit code. */
export async function runCli(
  args: readonly string[],
  connection: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<number> {
  signal.throwIfAborted();
  process.stdout.write(`\n$ npufarm ${args.join(' ')}\n`);
  const command = dieWithParent(process.execPath, [programs.cli, ...args], 'SIGTERM');
  const child = spawn(command.program, command.args, {
    cwd: repositoryRoot,
    env: { ...childEnvironment(), ...connection },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const stop = (): boolean => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 20));
  });
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  return code;
}
