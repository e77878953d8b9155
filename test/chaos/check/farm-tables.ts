import pg from 'pg';

const queryTimeoutMs = 10_000;

/** The tables of a farm under faults, read past its links; undefined while the database is away. */
export class FarmTables {
  /** `url` is asked every time: the database may come back on another port. */
  constructor(private readonly url: () => string) {}

  async query<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[] | undefined> {
    const client = new pg.Client({
      connectionString: this.url(),
      connectionTimeoutMillis: 3000,
      query_timeout: queryTimeoutMs,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<Row>(sql, parameters)).rows;
    } catch {
      return undefined;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
