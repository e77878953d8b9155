import type { FarmTables } from './farm-tables.js';

/** What became of what was handed in. */
export interface Verdicts {
  /** Acknowledged submissions that are gone or have no verdict, one line each. */
  readonly lost: readonly string[];
  /** Everything that counts twice, one line each. */
  readonly duplicated: readonly string[];
  /** Submissions by final state. */
  readonly states: Readonly<Record<string, number>>;
  /** Attempts by state. */
  readonly attempts: Readonly<Record<string, number>>;
  /** Results that came too late and were shelved. */
  readonly stale: number;
}

/** Compares what was acknowledged, key by key, with what the tables say. Throws while the database is away. */
export async function judge(
  tables: FarmTables,
  acknowledged: ReadonlyMap<string, string>,
): Promise<Verdicts> {
  const read = async <Row extends object>(sql: string): Promise<Row[]> => {
    const rows = await tables.query<Row>(sql);
    if (rows === undefined) throw new Error('the database is not there to be checked');
    return rows;
  };
  const submissions = await read<{ id: string; key: string; state: string }>(
    'SELECT id, idempotency_key AS key, state FROM submissions',
  );
  const byId = new Map(submissions.map((row) => [row.id, row]));
  const isFinal = (state: string): boolean => ['SCORED', 'REJECTED', 'FAILED', 'WITHDRAWN'].includes(state);
  const lost = [...acknowledged].flatMap(([key, id]) => {
    const row = byId.get(id);
    if (row === undefined) return [`submission ${id} (key ${key}) was acknowledged and is gone`];
    return isFinal(row.state) ? [] : [`submission ${id} is ${row.state} for ever`];
  });
  const twice = await read<{ what: string }>(
    `SELECT 'key ' || idempotency_key || ' has ' || count(*) || ' submissions' AS what FROM submissions
     GROUP BY team_id, idempotency_key HAVING count(*) > 1
     UNION ALL
     SELECT 'submission ' || submission_id || ' has ' || count(*) || ' timing jobs' FROM jobs
     WHERE kind = 'timing' AND superseded_by IS NULL GROUP BY submission_id HAVING count(*) > 1
     UNION ALL
     SELECT 'job ' || job_id || ' has ' || count(*) || ' committed attempts' FROM attempts
     WHERE state = 'COMMITTED' GROUP BY job_id HAVING count(*) > 1
     UNION ALL
     SELECT 'job ' || a.job_id || ' has ' || count(*) || ' results of ' || r.kind
     FROM results r JOIN attempts a ON a.id = r.attempt_id GROUP BY a.job_id, r.kind HAVING count(*) > 1
     UNION ALL
     SELECT 'submission ' || submission_id || ' has ' || count(*) || ' scores' FROM scores
     GROUP BY submission_id HAVING count(*) > 1`,
  );
  const keys = new Map([...acknowledged].map(([key, id]) => [key, id]));
  const answeredTwice = submissions.flatMap(({ id, key }) =>
    keys.has(key) && keys.get(key) !== id
      ? [`key ${key} was answered with ${keys.get(key)} and made ${id}`]
      : [],
  );
  const attempts = await read<{ state: string; count: string }>(
    'SELECT state, count(*) FROM attempts GROUP BY state ORDER BY state',
  );
  const [shelved] = await read<{ count: string }>('SELECT count(*) FROM stale_evidence');
  return {
    lost,
    duplicated: [...twice.map(({ what }) => what), ...answeredTwice],
    states: tally(submissions.map(({ state }) => state)),
    attempts: Object.fromEntries(attempts.map(({ state, count }) => [state, Number(count)])),
    stale: Number(shelved?.count ?? 0),
  };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
