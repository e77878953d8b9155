import { rmSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../../deploy/embedded/src/index.js';
import { copyRows } from '../../services/control-plane/src/platform/database/copy-rows.js';
import { openDatabase } from '../../services/control-plane/src/platform/database/open-database.js';
import { RowEncoder } from '../../services/control-plane/src/platform/database/row-encoder.js';
import { makeFarmDirectory } from '../make-farm-directory.js';

const columns = 'id bigint, at timestamptz, text text, data jsonb';
const target = 'copied (id, at, text, data)';

describe('the control plane’s connection', { timeout: 60_000 }, () => {
  const directory = makeFarmDirectory('database');
  let postgres: Postgres;
  let dataSource: DataSource;

  beforeAll(async () => {
    postgres = await startPostgres({ dataDirectory: directory });
    dataSource = await openDatabase({ url: postgres.url, poolSize: 2, entities: [] });
    await dataSource.query(`CREATE TABLE copied (${columns})`);
  }, 120_000);
  afterAll(async () => {
    await dataSource.destroy();
    await postgres.stop();
    rmSync(directory, { recursive: true });
  }, 60_000);

  it('gives back what was copied in, byte for byte', async () => {
    const rows = [
      {
        id: '1',
        at: new Date('2026-01-02T03:04:05.678Z'),
        text: '"quoted", \\ and {braced}\n\ttwo lines',
        data: null,
      },
      {
        id: '9007199254740993',
        at: new Date('1969-12-31T23:59:59.999Z'),
        text: '',
        data: { deep: ['ä', 1.5, null] },
      },
      { id: '-3', at: new Date('2000-01-01T00:00:00.000Z'), text: '漢字 👍'.repeat(20_000), data: [] },
    ];
    const encoder = new RowEncoder(4);
    for (const { id, at, text, data } of rows) {
      encoder.row().bigint(BigInt(id)).timestamptz(at).text(text);
      encoder.jsonb(data === null ? undefined : JSON.stringify(data));
    }

    await dataSource.transaction((manager) => copyRows(manager, target, encoder));

    expect(await dataSource.query('SELECT id, at, text, data FROM copied')).toEqual(rows);
  });

  it('rolls everything back when a copied row is refused, and stays usable', async () => {
    const [before] = await dataSource.query<{ count: string }[]>('SELECT count(*) FROM copied');
    const encoder = new RowEncoder(4);
    encoder.row().bigint(7n).timestamptz(new Date(0)).text('a NUL: \u0000').jsonb(undefined);

    const copying = dataSource.transaction(async (manager) => {
      await manager.query(`INSERT INTO ${target} VALUES (8, now(), 'with it', NULL)`);
      await copyRows(manager, target, encoder);
    });

    await expect(copying).rejects.toThrow('invalid byte sequence');
    expect(await dataSource.query('SELECT count(*) FROM copied')).toEqual([before]);
  });

  it('prepares a statement once, and sends several statements in one text as they are', async () => {
    const connection = dataSource.createQueryRunner();
    for (let id = 0; id < 10; id += 1) await connection.query('SELECT $1::integer + 1 AS next', [id]);

    await connection.query('CREATE TEMP TABLE one (a int); CREATE TEMP TABLE two (a int)');

    const plans: unknown = await connection.query(
      `SELECT generic_plans + custom_plans AS runs FROM pg_prepared_statements
       WHERE statement LIKE 'SELECT $1::integer%'`,
    );
    await connection.release();
    expect(plans).toEqual([{ runs: '10' }]);
  });
});
