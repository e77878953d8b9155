import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Quality per picture, and the scores that may be ranked: nothing invalid, unfinished or fake fits into `scores`. */
export class Scores1763800000900 implements MigrationInterface {
  name = 'Scores1763800000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE picture_scores (
        job_id uuid NOT NULL,
        name text NOT NULL,
        psnr double precision,
        ssim double precision NOT NULL,
        identical boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (job_id, name),
        CHECK ((psnr IS NULL) = identical)
      )`);
    await runner.query(`
      CREATE TABLE scoring_failures (
        job_id uuid PRIMARY KEY,
        fault text NOT NULL CHECK (fault IN ('participant', 'infrastructure', 'internal')),
        reason jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE scores (
        submission_id uuid PRIMARY KEY REFERENCES submissions (id),
        team_id uuid NOT NULL REFERENCES teams (id),
        phase_id uuid NOT NULL REFERENCES phases (id),
        fidelity text NOT NULL CHECK (fidelity IN ('board', 'emulated', 'host')),
        clock text NOT NULL CHECK (clock IN ('measured', 'predicted')),
        numerics text NOT NULL CHECK (numerics IN ('tflite-reference', 'tflite-builtin', 'device')),
        model_version text NOT NULL,
        config_hash text NOT NULL,
        npu_ms double precision NOT NULL CHECK (npu_ms > 0 AND npu_ms < 'Infinity'),
        cpu_ms double precision CHECK (cpu_ms > 0 AND cpu_ms < 'Infinity'),
        psnr double precision NOT NULL CHECK (psnr > 0 AND psnr < 'Infinity'),
        ssim double precision NOT NULL CHECK (ssim >= -1 AND ssim <= 1),
        score double precision NOT NULL CHECK (score > 0 AND score < 'Infinity'),
        finalised_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX scores_by_phase ON scores (phase_id, score DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE scores, scoring_failures, picture_scores');
  }
}
