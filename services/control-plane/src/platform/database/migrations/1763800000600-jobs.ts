import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs, their attempts, results, and the fair share of teams. */
export class Jobs1763800000600 implements MigrationInterface {
  name = 'Jobs1763800000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE jobs (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        submission_id uuid REFERENCES submissions (id),
        team_id uuid REFERENCES teams (id),
        phase_id uuid REFERENCES phases (id),
        kind text NOT NULL CHECK (kind IN ('timing', 'fidelity', 'cpu', 'canary')),
        state text NOT NULL CHECK (state IN
          ('QUEUED', 'ACTIVE', 'SUCCEEDED', 'REJECTED', 'FAILED', 'CANCELLED', 'EXPIRED')),
        priority integer NOT NULL,
        account text NOT NULL,
        capability_class text NOT NULL,
        requirement jsonb NOT NULL,
        work jsonb NOT NULL,
        board text,
        current_attempt bigint,
        attempt_count integer NOT NULL DEFAULT 0,
        attempt_limit integer NOT NULL CHECK (attempt_limit > 0),
        cancel_requested_at timestamptz,
        cancel_reason text,
        outcome jsonb,
        queued_at timestamptz NOT NULL,
        not_before timestamptz,
        ended_at timestamptz,
        superseded_by uuid REFERENCES jobs (id),
        CHECK ((ended_at IS NULL) = (state IN ('QUEUED', 'ACTIVE')))
      )`);
    await runner.query(`
      CREATE INDEX jobs_waiting ON jobs (capability_class, account, priority DESC, queued_at, id)
      WHERE state = 'QUEUED'`);
    await runner.query(`
      CREATE INDEX jobs_waiting_since ON jobs (queued_at) WHERE state = 'QUEUED'`);
    await runner.query(`CREATE INDEX jobs_active ON jobs (id) WHERE state = 'ACTIVE'`);
    await runner.query('CREATE INDEX jobs_by_submission ON jobs (submission_id)');
    await runner.query('CREATE INDEX jobs_by_team ON jobs (team_id, queued_at DESC)');

    await runner.query('CREATE SEQUENCE attempt_number AS bigint');
    await runner.query(`
      CREATE TABLE attempts (
        id bigint PRIMARY KEY DEFAULT nextval('attempt_number'),
        job_id uuid NOT NULL REFERENCES jobs (id),
        board_id uuid NOT NULL REFERENCES boards (id),
        agent_id uuid NOT NULL REFERENCES agents (id),
        state text NOT NULL CHECK (state IN
          ('OFFERED', 'ACCEPTED', 'COMMITTED', 'FAILED', 'LOST', 'FENCED', 'CANCELLED')),
        stage text CHECK (stage IN ('preparing', 'compiling', 'measuring', 'uploading')),
        failure_class text,
        detail text,
        offered_at timestamptz NOT NULL,
        accepted_at timestamptz,
        lease_until timestamptz NOT NULL,
        ended_at timestamptz,
        last_seq bigint NOT NULL DEFAULT 0,
        CHECK ((ended_at IS NULL) = (state IN ('OFFERED', 'ACCEPTED')))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX attempts_one_open_per_board ON attempts (board_id)
      WHERE state IN ('OFFERED', 'ACCEPTED')`);
    await runner.query(`
      CREATE UNIQUE INDEX attempts_one_open_per_job ON attempts (job_id)
      WHERE state IN ('OFFERED', 'ACCEPTED')`);
    await runner.query(`
      CREATE UNIQUE INDEX attempts_one_committed_per_job ON attempts (job_id) WHERE state = 'COMMITTED'`);
    await runner.query(`
      CREATE INDEX attempts_open ON attempts (lease_until) WHERE state IN ('OFFERED', 'ACCEPTED')`);
    await runner.query(`
      CREATE INDEX attempts_open_by_agent ON attempts (agent_id) WHERE state IN ('OFFERED', 'ACCEPTED')`);
    await runner.query('CREATE INDEX attempts_by_job ON attempts (job_id, id)');

    await runner.query(`
      CREATE TABLE results (
        attempt_id bigint NOT NULL REFERENCES attempts (id),
        kind text NOT NULL CHECK (kind IN ('timing', 'fidelity', 'rejection')),
        data jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (attempt_id, kind)
      )`);
    await runner.query(`
      CREATE TABLE fair_share (
        capability_class text NOT NULL,
        account text NOT NULL,
        virtual_time double precision NOT NULL,
        PRIMARY KEY (capability_class, account)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fair_share, results, attempts, jobs');
    await runner.query('DROP SEQUENCE attempt_number');
  }
}
