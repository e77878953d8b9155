import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Quality of a submission's float model per picture, or why there is none. */
export class AccuracyDrop1763800004000 implements MigrationInterface {
  name = 'AccuracyDrop1763800004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE float_picture_scores (
        submission_id uuid NOT NULL REFERENCES submissions (id),
        name text NOT NULL,
        psnr double precision,
        ssim double precision NOT NULL,
        identical boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (submission_id, name),
        CHECK ((psnr IS NULL) = identical)
      )`);
    await runner.query(`
      ALTER TABLE submissions
        ADD COLUMN float_reason jsonb,
        ADD COLUMN float_until timestamptz,
        ADD COLUMN float_tries integer NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE float_picture_scores');
    await runner.query(
      'ALTER TABLE submissions DROP COLUMN float_reason, DROP COLUMN float_until, DROP COLUMN float_tries',
    );
  }
}
