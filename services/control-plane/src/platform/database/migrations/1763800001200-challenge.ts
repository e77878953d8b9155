import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Freezing of phases, archives, finals, final evaluations, and constraints that let only true results rank. */
export class Challenge1763800001200 implements MigrationInterface {
  name = 'Challenge1763800001200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_entries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        actor text NOT NULL,
        role text NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        detail jsonb NOT NULL,
        hash bytea NOT NULL CHECK (octet_length(hash) = 32)
      )`);
    await runner.query(`
      ALTER TABLE teams
        ADD COLUMN state text NOT NULL DEFAULT 'approved' CHECK (state IN ('pending', 'approved', 'refused')),
        ADD COLUMN contact text NOT NULL DEFAULT '',
        ADD COLUMN affiliation text NOT NULL DEFAULT ''`);
    await runner.query(`
      ALTER TABLE phases
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN frozen jsonb,
        ADD COLUMN opened_at timestamptz,
        ADD COLUMN closed_at timestamptz,
        ADD COLUMN published_at timestamptz,
        ADD COLUMN accepted_fidelity text NOT NULL
          GENERATED ALWAYS AS (coalesce(config ->> 'acceptedFidelity', 'emulated')) STORED,
        ADD UNIQUE (id, accepted_fidelity)`);
    await runner.query(`
      ALTER TABLE submissions
        ADD COLUMN is_final boolean NOT NULL DEFAULT false,
        ADD COLUMN archive_sha256 bytea REFERENCES blobs (sha256),
        ADD COLUMN dynamic_sha256 bytea REFERENCES blobs (sha256),
        ADD COLUMN float_sha256 bytea REFERENCES blobs (sha256),
        ADD COLUMN factsheet jsonb,
        ADD COLUMN network_hash text,
        ADD UNIQUE (id, team_id, phase_id),
        ADD UNIQUE (id, state)`);
    await runner.query(
      'CREATE UNIQUE INDEX submissions_one_final ON submissions (team_id, phase_id) WHERE is_final',
    );
    await runner.query('CREATE INDEX submissions_by_network ON submissions (network_hash)');
    await runner.query(`
      ALTER TABLE scores
        ADD COLUMN delta_psnr double precision CHECK (abs(delta_psnr) < 'Infinity'),
        ADD COLUMN delta_ssim double precision CHECK (abs(delta_ssim) <= 2),
        ADD COLUMN final_npu_ms double precision CHECK (final_npu_ms > 0 AND final_npu_ms < 'Infinity'),
        ADD COLUMN final_score double precision CHECK (final_score > 0 AND final_score < 'Infinity'),
        ADD CHECK ((final_npu_ms IS NULL) = (final_score IS NULL)),
        ADD COLUMN submission_state text NOT NULL DEFAULT 'SCORED' CHECK (submission_state = 'SCORED'),
        ADD CONSTRAINT scores_of_scored_submissions FOREIGN KEY (submission_id, submission_state)
          REFERENCES submissions (id, state) DEFERRABLE INITIALLY DEFERRED,
        ADD CONSTRAINT scores_of_their_team_and_phase FOREIGN KEY (submission_id, team_id, phase_id)
          REFERENCES submissions (id, team_id, phase_id),
        ADD CONSTRAINT scores_of_the_accepted_fidelity FOREIGN KEY (phase_id, fidelity)
          REFERENCES phases (id, accepted_fidelity)`);
    await runner.query(`
      CREATE TABLE final_evaluations (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        phase_id uuid NOT NULL REFERENCES phases (id),
        boards text[] NOT NULL CHECK (cardinality(boards) > 0),
        repetitions integer NOT NULL CHECK (repetitions BETWEEN 1 AND 100),
        started_by text NOT NULL,
        started_at timestamptz NOT NULL,
        ended_at timestamptz
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX final_evaluations_one_open ON final_evaluations (phase_id) WHERE ended_at IS NULL`);
    await runner.query(`
      CREATE TABLE final_runs (
        evaluation_id uuid NOT NULL REFERENCES final_evaluations (id),
        submission_id uuid NOT NULL REFERENCES submissions (id),
        board text NOT NULL,
        repetition integer NOT NULL,
        job_id uuid NOT NULL UNIQUE REFERENCES jobs (id),
        PRIMARY KEY (evaluation_id, submission_id, board, repetition)
      )`);
    await runner.query(`
      CREATE TABLE board_invalidations (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        board text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        reason text NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        CHECK (starts_at < ends_at)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE board_invalidations, final_runs, final_evaluations, audit_entries');
    await runner.query(`
      ALTER TABLE scores DROP COLUMN delta_psnr, DROP COLUMN delta_ssim, DROP COLUMN final_npu_ms, DROP COLUMN final_score, DROP COLUMN submission_state,
        DROP CONSTRAINT scores_of_their_team_and_phase, DROP CONSTRAINT scores_of_the_accepted_fidelity`);
    await runner.query(`
      ALTER TABLE submissions DROP COLUMN is_final, DROP COLUMN archive_sha256, DROP COLUMN dynamic_sha256,
        DROP COLUMN float_sha256, DROP COLUMN factsheet, DROP COLUMN network_hash`);
    await runner.query(`
      ALTER TABLE phases DROP COLUMN version, DROP COLUMN frozen, DROP COLUMN opened_at, DROP COLUMN closed_at,
        DROP COLUMN published_at, DROP COLUMN accepted_fidelity`);
    await runner.query('ALTER TABLE teams DROP COLUMN state, DROP COLUMN contact, DROP COLUMN affiliation');
  }
}
