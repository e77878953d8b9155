import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import type { RowEncoder } from './row-encoder.js';

/**
 * Appends rows to a table with one COPY, which costs the server less than half of an INSERT from arrays.
 *
 * @param target the table with its columns, in the order in which `rows` has them
 */
export async function copyRows(manager: EntityManager, target: string, rows: RowEncoder): Promise<void> {
  const client = (await manager.queryRunner?.connect()) as PoolClient | undefined;
  if (client === undefined) throw new Error('Rows are copied in a transaction only.');
  const copy = client.query(from(`COPY ${target} FROM STDIN (FORMAT binary)`));
  copy.end(rows.finish());
  await finished(copy);
}
