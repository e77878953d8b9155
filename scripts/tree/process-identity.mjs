import { readFileSync } from 'node:fs';

/**
 * Start time of a process in clock ticks since boot, field 22 of proc(5) `/proc/PID/stat`; with the pid it names one process for good.
 *
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process, or it is a zombie
 */
export function processStartTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
