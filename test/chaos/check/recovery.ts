import { setTimeout as sleep } from 'node:timers/promises';
import type { FarmTables } from './farm-tables.js';

const pollMs = 250;

/** How the farm came over a fault; times in milliseconds from its beginning. */
export interface Recovery {
  /** Until an attempt was accepted again, anywhere. */
  readonly dispatchMs: number | undefined;
  /** Until the part that was hit works again: its boards are in service and take work. */
  readonly recoveredMs: number | undefined;
}

/** Waits until the farm, and the agents that were hit, take work again; at most `limitMs` after the healing. */
export async function awaitRecovery(
  tables: FarmTables,
  began: Date,
  healed: Date,
  agents: readonly string[],
  limitMs: number,
  signal: AbortSignal,
): Promise<Recovery> {
  let dispatchMs: number | undefined;
  const since = (at: Date): number => at.getTime() - began.getTime();
  while (!signal.aborted && Date.now() - healed.getTime() < limitMs) {
    const [first] =
      (await tables.query<{ at: Date | null }>(
        'SELECT min(real_time(accepted_at)) AS at FROM attempts WHERE real_time(offered_at) > $1',
        [began],
      )) ?? [];
    if (first?.at !== undefined && first.at !== null) dispatchMs ??= since(first.at);
    const [again] =
      (await tables.query<{ at: Date | null; away: string }>(
        `SELECT (SELECT min(real_time(a.accepted_at)) FROM attempts a JOIN agents g ON g.id = a.agent_id
               WHERE real_time(a.offered_at) > $1 AND (cardinality($2::text[]) = 0 OR g.name = ANY($2))) AS at,
        (SELECT count(*) FROM boards b JOIN agents g ON g.id = b.agent_id
         WHERE g.name = ANY($2) AND (b.link = 'disconnected' OR b.occupancy = 'unsafe')) AS away`,
        [agents.length === 0 ? began : healed, agents],
      )) ?? [];
    if (again !== undefined && again.at !== null && again.away === '0' && dispatchMs !== undefined)
      return { dispatchMs, recoveredMs: Math.max(since(again.at), agents.length === 0 ? 0 : since(healed)) };
    await sleep(pollMs);
  }
  return { dispatchMs, recoveredMs: undefined };
}
