import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Submissions, cached upload checks and the quota ledger. */
export class Submissions1763800000400 implements MigrationInterface {
  name = 'Submissions1763800000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE submissions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        team_id uuid NOT NULL REFERENCES teams (id),
        phase_id uuid NOT NULL REFERENCES phases (id),
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        file_name text NOT NULL,
        model_sha256 bytea NOT NULL REFERENCES blobs (sha256),
        state text NOT NULL CHECK (state IN
          ('RECEIVED', 'CHECKING', 'EVALUATING', 'SCORED', 'REJECTED', 'FAILED', 'WITHDRAWN')),
        state_reason jsonb,
        check_report jsonb,
        check_until timestamptz,
        check_tries integer NOT NULL DEFAULT 0,
        late boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        UNIQUE (team_id, idempotency_key),
        CHECK ((ended_at IS NOT NULL) = (state IN ('SCORED', 'REJECTED', 'FAILED', 'WITHDRAWN')))
      )`);
    await runner.query(`
      CREATE INDEX submissions_open ON submissions (state, created_at)
      WHERE state IN ('RECEIVED', 'CHECKING', 'EVALUATING')`);
    await runner.query('CREATE INDEX submissions_by_phase ON submissions (phase_id, created_at DESC)');
    await runner.query(
      'CREATE INDEX submissions_by_team ON submissions (team_id, phase_id, created_at DESC)',
    );
    await runner.query('CREATE INDEX submissions_by_model ON submissions (model_sha256)');
    await runner.query(`
      CREATE TABLE checks (
        model_sha256 bytea NOT NULL REFERENCES blobs (sha256) ON DELETE CASCADE,
        policy_hash bytea NOT NULL,
        compiler_version text NOT NULL,
        report jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (model_sha256, policy_hash, compiler_version)
      )`);
    await runner.query(`
      CREATE TABLE quota_entries (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        submission_id uuid NOT NULL REFERENCES submissions (id),
        team_id uuid NOT NULL REFERENCES teams (id),
        phase_id uuid NOT NULL REFERENCES phases (id),
        kind text NOT NULL CHECK (kind IN ('charge', 'refund')),
        amount integer NOT NULL CHECK (amount > 0),
        reason text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (submission_id, kind)
      )`);
    await runner.query('CREATE INDEX quota_entries_by_team ON quota_entries (team_id, phase_id, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE quota_entries, checks, submissions');
  }
}
