import type { EntityManager } from 'typeorm';

/** First row of a query, or undefined. */
export async function queryOne<Row>(
  manager: Pick<EntityManager, 'query'>,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row | undefined> {
  const rows: readonly Row[] = await manager.query(sql, [...parameters]);
  return rows[0];
}
