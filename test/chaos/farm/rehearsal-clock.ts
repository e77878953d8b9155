import pg from 'pg';

/** Far beyond everything that a run lasts, so that a time that was taken meanwhile can be told. */
const stepHours = 6;

/**
 * The clock that the farm goes by, which is its database's, as one that can be set: a schema that stands before
 * PostgreSQL's own and has a function of the same name. The machine's clock is left alone.
 */
export class RehearsalClock {
  private constructor(private readonly url: () => string) {}

  /** Prepares a database; connections from now on go by this clock. */
  static async install(url: () => string): Promise<RehearsalClock> {
    const clock = new RehearsalClock(url);
    await clock.#run(`
      CREATE SCHEMA rehearsal;
      CREATE TABLE rehearsal.step AS SELECT interval '0' AS step, pg_catalog.clock_timestamp() AS installed_at;
      CREATE FUNCTION rehearsal.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
        AS 'SELECT pg_catalog.clock_timestamp() + step FROM rehearsal.step';
      CREATE FUNCTION rehearsal.real_time(taken timestamptz) RETURNS timestamptz LANGUAGE sql STABLE
        AS $$ SELECT CASE WHEN taken > pg_catalog.clock_timestamp() + interval '1 hour' THEN taken - interval '${stepHours} hours'
          WHEN taken < installed_at - interval '1 hour' THEN taken + interval '${stepHours} hours' ELSE taken END
          FROM rehearsal.step $$;
      ALTER DATABASE npufarm SET search_path = public, rehearsal, pg_catalog;`);
    return clock;
  }

  /** Sets the clock forward, back, or right. */
  async set(direction: 'forward' | 'back' | 'right'): Promise<void> {
    const sign = { forward: '', back: '-', right: '0 * ' }[direction];
    await this.#run(`UPDATE rehearsal.step SET step = ${sign}interval '${stepHours} hours'`);
  }

  async #run(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.url(), query_timeout: 5000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(sql);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
