import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LaunchError } from '../launch-error.js';

const execute = promisify(execFile);
const installTimeoutMs = 300_000;
const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
const aptOptions = ['-o', 'DPkg::Lock::Timeout=120', '-qq', '-y'];

/**
 * Installs Debian's `nats-server` package as root, or with sudo where that asks for no password.
 *
 * @throws {LaunchError} with the one command that is missing
 */
export async function installNatsServer(log: (line: string) => void): Promise<void> {
  const prefix = await findPrivilege();
  if (prefix === undefined) throw notInstalled('it cannot be installed without root or passwordless sudo');
  log('installing nats-server with apt-get');
  try {
    if (!(await isPackageKnown())) await runPrivileged(prefix, ['apt-get', ...aptOptions, 'update']);
    await runPrivileged(prefix, [
      'apt-get',
      ...aptOptions,
      'install',
      '--no-install-recommends',
      'nats-server',
    ]);
  } catch (cause) {
    throw notInstalled(`apt-get failed: ${describe(cause)}`, cause);
  }
}

async function findPrivilege(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  try {
    await execute('sudo', ['-n', 'true'], { env: environment });
    return ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive'];
  } catch {
    return undefined;
  }
}

async function isPackageKnown(): Promise<boolean> {
  try {
    const { stdout } = await execute('apt-cache', ['policy', 'nats-server'], { env: environment });
    return /Candidate: \d/.test(stdout);
  } catch {
    return false;
  }
}

async function runPrivileged(prefix: readonly string[], command: readonly string[]): Promise<void> {
  const [program = 'apt-get', ...args] = [...prefix, ...command];
  await execute(program, args, { env: environment, timeout: installTimeoutMs });
}

function describe(cause: unknown): string {
  if (
    cause instanceof Error &&
    'stderr' in cause &&
    typeof cause.stderr === 'string' &&
    cause.stderr !== ''
  ) {
    return cause.stderr.trim();
  }
  return cause instanceof Error ? cause.message : String(cause);
}

function notInstalled(reason: string, cause?: unknown): LaunchError {
  return new LaunchError(
    'launch.nats-missing',
    `nats-server is not installed, and ${reason}`,
    'Install it with "sudo apt-get install nats-server" (2.9 or newer), or set NPUFARM_NATS_SERVER to its path, or NPUFARM_NATS_URL to a running server.',
    { cause },
  );
}
