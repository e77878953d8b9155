import { readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sendSignal } from '../processes/send-signal.js';
import { waitUntil } from '../processes/wait-until.js';

const fastShutdownMs = 15_000;
const killMs = 5_000;

/**
 * Stops a server that still runs on a cluster, with its backends: one whose launcher was killed.
 *
 * PostgreSQL's processes all work in the cluster's directory, so a reused pid in postmaster.pid is told apart.
 */
export async function stopLeftOverPostmaster(clusterDirectory: string): Promise<boolean> {
  const lockFile = join(clusterDirectory, 'postmaster.pid');
  const wasRunning = findServerProcesses(clusterDirectory).length > 0;
  if (wasRunning) {
    const postmaster = readPostmasterPid(lockFile);
    if (postmaster !== undefined && findServerProcesses(clusterDirectory).includes(postmaster)) {
      sendSignal(postmaster, 'SIGINT');
    }
    const isOver = (): boolean => findServerProcesses(clusterDirectory).length === 0;
    if ((await waitUntil(isOver, { timeoutMs: fastShutdownMs })) === undefined) {
      for (const pid of findServerProcesses(clusterDirectory)) sendSignal(pid, 'SIGKILL');
      await waitUntil(isOver, { timeoutMs: killMs });
    }
  }
  rmSync(lockFile, { force: true });
  return wasRunning;
}

function readPostmasterPid(lockFile: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(lockFile, 'utf8'), 10);
  } catch {
    return undefined;
  }
}

function findServerProcesses(clusterDirectory: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingDirectory(pid) === clusterDirectory);
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
