import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when an attempt is in its stage. */
export class StageTimes1763800001100 implements MigrationInterface {
  name = 'StageTimes1763800001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE attempts ADD COLUMN stage_since timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE attempts DROP COLUMN stage_since');
  }
}
