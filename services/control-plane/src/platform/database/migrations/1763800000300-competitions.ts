import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Competitions, phases, datasets, and what bicubic interpolation reaches on a dataset. */
export class Competitions1763800000300 implements MigrationInterface {
  name = 'Competitions1763800000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE competitions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        slug text NOT NULL UNIQUE,
        title text NOT NULL,
        config jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE datasets (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        slug text NOT NULL UNIQUE,
        licence_text text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE dataset_pictures (
        dataset_id uuid NOT NULL REFERENCES datasets (id),
        name text NOT NULL,
        hr_sha256 bytea NOT NULL REFERENCES blobs (sha256),
        lr_sha256 bytea NOT NULL REFERENCES blobs (sha256),
        hr_width integer NOT NULL CHECK (hr_width > 0),
        hr_height integer NOT NULL CHECK (hr_height > 0),
        lr_width integer NOT NULL CHECK (lr_width > 0),
        lr_height integer NOT NULL CHECK (lr_height > 0),
        PRIMARY KEY (dataset_id, name)
      )`);
    await runner.query(`
      CREATE TABLE phases (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        competition_id uuid NOT NULL REFERENCES competitions (id),
        slug text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('development', 'validation', 'testing')),
        state text NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
        opens_at timestamptz,
        closes_at timestamptz,
        config jsonb NOT NULL,
        config_hash text NOT NULL,
        dataset_id uuid REFERENCES datasets (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (competition_id, slug),
        CHECK (opens_at IS NULL OR closes_at IS NULL OR opens_at < closes_at)
      )`);
    await runner.query(`
      CREATE TABLE baseline_scores (
        dataset_id uuid NOT NULL,
        name text NOT NULL,
        metric text NOT NULL,
        psnr double precision,
        ssim double precision NOT NULL,
        identical boolean NOT NULL,
        PRIMARY KEY (dataset_id, name, metric),
        FOREIGN KEY (dataset_id, name) REFERENCES dataset_pictures (dataset_id, name) ON DELETE CASCADE,
        CHECK ((psnr IS NULL) = identical)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE baseline_scores, phases, dataset_pictures, datasets, competitions');
  }
}
