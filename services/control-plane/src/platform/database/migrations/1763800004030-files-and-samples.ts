import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files of submissions apart from the submissions themselves, so that they can be deleted while digests and scores
 * stay; and the few outputs that a phase keeps.
 */
export class FilesAndSamples1763800004030 implements MigrationInterface {
  name = 'FilesAndSamples1763800004030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE submission_files (
        submission_id uuid NOT NULL REFERENCES submissions (id),
        role text NOT NULL CHECK (role IN ('model', 'archive', 'dynamic', 'float')),
        sha256 bytea NOT NULL REFERENCES blobs (sha256),
        PRIMARY KEY (submission_id, role)
      )`);
    await runner.query('CREATE INDEX submission_files_by_blob ON submission_files (sha256)');
    await runner.query(`
      INSERT INTO submission_files (submission_id, role, sha256)
      SELECT id, role, sha256 FROM submissions CROSS JOIN LATERAL (VALUES
        ('model', model_sha256), ('archive', archive_sha256), ('dynamic', dynamic_sha256), ('float', float_sha256)
      ) AS file (role, sha256) WHERE sha256 IS NOT NULL`);
    await runner.query(`
      ALTER TABLE submissions
        DROP CONSTRAINT submissions_model_sha256_fkey,
        DROP CONSTRAINT submissions_archive_sha256_fkey,
        DROP CONSTRAINT submissions_dynamic_sha256_fkey,
        DROP CONSTRAINT submissions_float_sha256_fkey,
        ADD COLUMN model_bytes bigint NOT NULL DEFAULT 0,
        ADD COLUMN files_deleted_at timestamptz`);
    await runner.query(`
      UPDATE submissions SET model_bytes = blob.bytes FROM blobs blob WHERE blob.sha256 = model_sha256`);
    await runner.query(`
      CREATE TABLE sample_outputs (
        submission_id uuid NOT NULL REFERENCES submissions (id),
        name text NOT NULL,
        sha256 bytea NOT NULL REFERENCES blobs (sha256),
        width integer NOT NULL CHECK (width > 0),
        height integer NOT NULL CHECK (height > 0),
        PRIMARY KEY (submission_id, name)
      )`);
    await runner.query('CREATE INDEX sample_outputs_by_blob ON sample_outputs (sha256)');
    await runner.query('CREATE INDEX dataset_pictures_by_hr ON dataset_pictures (hr_sha256)');
    await runner.query('CREATE INDEX dataset_pictures_by_lr ON dataset_pictures (lr_sha256)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX dataset_pictures_by_hr, dataset_pictures_by_lr');
    await runner.query('DROP TABLE sample_outputs, submission_files');
    await runner.query('ALTER TABLE submissions DROP COLUMN model_bytes, DROP COLUMN files_deleted_at');
  }
}
