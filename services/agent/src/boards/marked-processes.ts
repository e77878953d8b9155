import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 10;

/**
 * Processes that carry `mark` (NAME=value) in their environment and still run, zombies left out.
 *
 * A mark finds every descendant of a board process, also after the agent that started it was killed. A process
 * number would not do: the kernel gives numbers of vanished processes to others.
 * Source: proc(5), /proc/<pid>/environ and the state field of /proc/<pid>/stat.
 */
export async function markedProcesses(mark: string): Promise<number[]> {
  const entries = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const marked = await Promise.all(entries.map((pid) => carries(pid, mark)));
  return entries.filter((_, index) => marked[index]).map(Number);
}

/** Kills every marked process and waits until none runs. False when one outlives the wait. */
export async function killMarked(mark: string, waitMs: number): Promise<boolean> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const pids = await markedProcesses(mark);
    if (pids.length === 0) return true;
    if (waitedMs >= waitMs) return false;
    pids.forEach(kill);
    await sleep(POLL_MS);
  }
}

async function carries(pid: string, mark: string): Promise<boolean> {
  try {
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1');
    if (!environment.split('\0').includes(mark)) return false;
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in parentheses and may itself hold blanks and parentheses.
    const state = stat.charAt(stat.lastIndexOf(')') + 2);
    return state !== 'Z' && state !== 'X';
  } catch {
    // It ended while it was looked at, or belongs to another user and cannot be ours.
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
