import type { FarmTables } from './farm-tables.js';

/** What a fault did to the attempts that ran when it began. */
export interface Aftermath {
  readonly running: number;
  /** How many of them did not end with a verdict. */
  readonly wasted: number;
  /** The longest time until a job whose attempt was wasted ran elsewhere. */
  readonly elsewhereMs: number | undefined;
}

/** Looks back, once the run is over, at the attempts of these agents (of all when there are none) at a moment. */
export async function aftermathOf(
  tables: FarmTables,
  began: Date,
  agents: readonly string[],
): Promise<Aftermath> {
  const [row] =
    (await tables.query<{ running: string; wasted: string; elsewhere: Date | null }>(
      `SELECT count(*) AS running, count(*) FILTER (WHERE a.state <> 'COMMITTED') AS wasted,
       max(real_time(n.accepted_at)) FILTER (WHERE a.state IN ('LOST', 'FENCED')) AS elsewhere
     FROM attempts a JOIN agents g ON g.id = a.agent_id
     LEFT JOIN LATERAL (SELECT accepted_at FROM attempts n WHERE n.job_id = a.job_id AND n.id > a.id
       AND n.accepted_at IS NOT NULL ORDER BY n.id LIMIT 1) n ON true
     WHERE real_time(a.accepted_at) <= $1 AND (a.ended_at IS NULL OR real_time(a.ended_at) > $1)
       AND (n.accepted_at IS NULL OR real_time(n.accepted_at) > $1)
       AND (cardinality($2::text[]) = 0 OR g.name = ANY($2))`,
      [began, agents],
    )) ?? [];
  return {
    running: Number(row?.running ?? 0),
    wasted: Number(row?.wasted ?? 0),
    elsewhereMs:
      row?.elsewhere === null || row?.elsewhere === undefined
        ? undefined
        : row.elsewhere.getTime() - began.getTime(),
  };
}
