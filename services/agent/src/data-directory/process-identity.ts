import { readFileSync } from 'node:fs';

/**
 * Names a process as no other one on this computer is ever named; undefined when it does not run.
 *
 * The kernel gives numbers of ended processes to others, so the time of the start and the boot belong to the name.
 * Source: proc(5), field 22 of /proc/<pid>/stat, /proc/sys/kernel/random/boot_id.
 */
export function processIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in parentheses and may itself hold blanks and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || startTicks === undefined) return undefined;
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${pid}.${startTicks}.${bootId}`;
  } catch {
    return undefined;
  }
}
