import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams and tokens. */
export class Identity1763800000100 implements MigrationInterface {
  name = 'Identity1763800000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE teams (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL UNIQUE CHECK (name <> ''),
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE tokens (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
        role text NOT NULL CHECK (role IN ('participant', 'organizer', 'operator')),
        team_id uuid REFERENCES teams (id),
        name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz,
        revoked_at timestamptz,
        CHECK ((role = 'participant') = (team_id IS NOT NULL))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tokens, teams');
  }
}
