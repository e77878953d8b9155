import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents and the boards that they drive. */
export class Boards1763800000500 implements MigrationInterface {
  name = 'Boards1763800000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agents (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL UNIQUE CHECK (name <> ''),
        spool_id text,
        instance_id text,
        version text,
        protocol integer,
        last_seen_at timestamptz,
        draining boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE boards (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL UNIQUE CHECK (name <> ''),
        agent_id uuid NOT NULL REFERENCES agents (id),
        driver text NOT NULL,
        fidelity text NOT NULL CHECK (fidelity IN ('board', 'emulated', 'host', 'fake')),
        capabilities jsonb NOT NULL,
        environment_hash text NOT NULL,
        shared boolean NOT NULL,
        link text NOT NULL CHECK (link IN ('connected', 'flapping', 'disconnected')),
        occupancy text NOT NULL CHECK (occupancy IN ('idle', 'leased', 'draining', 'unsafe')),
        health text NOT NULL CHECK (health IN
          ('unknown', 'good', 'suspect', 'quarantined', 'looping', 'maintenance', 'retired')),
        current_attempt bigint,
        updated_at timestamptz NOT NULL,
        CHECK ((occupancy = 'idle') = (current_attempt IS NULL))
      )`);
    await runner.query('CREATE INDEX boards_by_agent ON boards (agent_id)');
    await runner.query(`
      CREATE INDEX boards_free ON boards (id) WHERE link = 'connected' AND occupancy = 'idle'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE boards, agents');
  }
}
