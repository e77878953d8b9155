import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { migrations } from './migrations/index.js';
import { migrate } from './migrate.js';
import { PreparingClient } from './preparing-client.js';

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
}

/** A copy that was stopped in the middle of a transaction must not keep its row locks from the others. */
const abandonedAfterMs = 8_000;

/** Connects and brings the schema up to date. */
export async function openDatabase({ url, poolSize, entities }: DatabaseOptions): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities: [...entities] as (new () => object)[],
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    applicationName: 'npufarm control-plane',
    extra: {
      Client: PreparingClient,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      idle_in_transaction_session_timeout: abandonedAfterMs,
    },
  });
  await dataSource.initialize();
  try {
    await migrate(dataSource);
  } catch (cause) {
    await dataSource.destroy();
    throw cause;
  }
  return dataSource;
}
