import { readdirSync, readFileSync } from 'node:fs';

/** Of proc(5), where it is the same on every Linux. */
const ticksPerSecond = 100;

/**
 * CPU time of all processes of these groups, those included that have ended and were waited for. On a machine that
 * others use too it says what the wall clock cannot.
 */
export function cpuSeconds(groups: readonly number[]): number {
  let ticks = 0;
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = fieldsOf(entry);
    // Of the fields after the name: 1 the parent, 2 the group, 11 to 14 user and system time, own and of children.
    // A backend of PostgreSQL is the leader of a group of its own.
    if (![fields[1], fields[2]].some((owner) => owner !== undefined && groups.includes(owner))) continue;
    for (const index of [11, 12, 13, 14]) ticks += fields[index] ?? 0;
  }
  return ticks / ticksPerSecond;
}

function fieldsOf(pid: string): number[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
}
