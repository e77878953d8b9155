import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The farm's own authority, and the identities that it gives to agents. */
export class Enrolment1763800001000 implements MigrationInterface {
  name = 'Enrolment1763800001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE authority (
        is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
        secrets jsonb NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE enrolment_tokens (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
        agent_id uuid NOT NULL REFERENCES agents (id),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        used_for bytea,
        CHECK ((used_at IS NULL) = (used_for IS NULL))
      )`);
    await runner.query(`
      CREATE TABLE agent_certificates (
        serial_number text PRIMARY KEY,
        agent_id uuid NOT NULL REFERENCES agents (id),
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
      )`);
    await runner.query('CREATE INDEX agent_certificates_by_agent ON agent_certificates (agent_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agent_certificates, enrolment_tokens, authority');
  }
}
