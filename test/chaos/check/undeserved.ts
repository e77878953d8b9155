import type { Misfortune } from '../nemesis/nemesis.js';
import type { FarmTables } from './farm-tables.js';

/** An agent that was hit has this long after its healing until everything of it is in order again. */
const aftermathMs = 30_000;

/**
 * Attempts that were given up although nothing had happened to their agent: what a fault of the control plane, the
 * database or the broker has killed. One line each.
 */
export async function undeservedLosses(
  tables: FarmTables,
  misfortunes: readonly Misfortune[],
): Promise<string[]> {
  const rows =
    (await tables.query<{ id: string; agent: string; what: string; accepted: Date; ended: Date }>(
      `SELECT a.id, g.name AS agent, a.state || coalesce(' ' || a.failure_class, '') AS what,
         real_time(a.accepted_at) AS accepted, real_time(a.ended_at) AS ended
       FROM attempts a JOIN agents g ON g.id = a.agent_id
       WHERE a.accepted_at IS NOT NULL
         AND (a.state IN ('LOST', 'FENCED') OR a.failure_class IN ('AGENT_LOST', 'CONTROL_PLANE', 'BUG')
           OR a.failure_class LIKE 'TIMEOUT%')
       ORDER BY a.id`,
    )) ?? [];
  return rows
    .filter(
      ({ agent, accepted, ended }) =>
        !misfortunes.some(
          (one) =>
            one.agents.includes(agent) &&
            one.began.getTime() <= ended.getTime() &&
            one.healed.getTime() + aftermathMs >= accepted.getTime(),
        ),
    )
    .map(
      ({ id, agent, what, accepted, ended }) =>
        `attempt ${id} on ${agent} is ${what}, ${accepted.toISOString()} to ${ended.toISOString()}`,
    );
}
