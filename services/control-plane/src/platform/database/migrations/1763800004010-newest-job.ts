import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The job that counts for one that was run again, maybe several times. */
export class NewestJob1763800004010 implements MigrationInterface {
  name = 'NewestJob1763800004010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION newest_job(first uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
        WITH RECURSIVE chain AS (
          SELECT id, superseded_by FROM jobs WHERE id = first
          UNION ALL
          SELECT job.id, job.superseded_by FROM jobs job JOIN chain ON job.id = chain.superseded_by)
        SELECT id FROM chain WHERE superseded_by IS NULL
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION newest_job');
  }
}
