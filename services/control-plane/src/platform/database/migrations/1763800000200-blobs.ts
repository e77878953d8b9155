import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Content-addressed bytes in chunks. `last_written_at` protects a blob that was just named but is not yet referred to. */
export class Blobs1763800000200 implements MigrationInterface {
  name = 'Blobs1763800000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE blobs (
        sha256 bytea PRIMARY KEY CHECK (octet_length(sha256) = 32),
        bytes bigint NOT NULL CHECK (bytes >= 0),
        kind text NOT NULL CHECK (kind IN ('model', 'picture', 'output', 'archive')),
        created_at timestamptz NOT NULL DEFAULT now(),
        last_written_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE blob_chunks (
        sha256 bytea NOT NULL REFERENCES blobs (sha256) ON DELETE CASCADE,
        index integer NOT NULL CHECK (index >= 0),
        data bytea NOT NULL,
        PRIMARY KEY (sha256, index)
      )`);
    await runner.query('ALTER TABLE blob_chunks ALTER COLUMN data SET STORAGE EXTERNAL');
    await runner.query(`CREATE INDEX blobs_outputs ON blobs (last_written_at) WHERE kind = 'output'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE blob_chunks, blobs');
  }
}
