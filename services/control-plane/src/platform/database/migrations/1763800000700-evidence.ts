import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The event logs of attempts, and results that came too late. */
export class Evidence1763800000700 implements MigrationInterface {
  name = 'Evidence1763800000700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE events (
        attempt_id bigint NOT NULL,
        seq bigint NOT NULL CHECK (seq > 0),
        at timestamptz NOT NULL,
        stage text NOT NULL,
        level text NOT NULL,
        source text NOT NULL,
        kind text NOT NULL,
        text text NOT NULL,
        data jsonb,
        PRIMARY KEY (attempt_id, seq)
      )`);
    await runner.query(`
      CREATE TABLE stale_evidence (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        attempt_id bigint NOT NULL,
        kind text NOT NULL,
        payload jsonb NOT NULL,
        reason text NOT NULL,
        received_at timestamptz NOT NULL,
        digest bytea NOT NULL,
        UNIQUE (attempt_id, digest)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stale_evidence, events');
  }
}
