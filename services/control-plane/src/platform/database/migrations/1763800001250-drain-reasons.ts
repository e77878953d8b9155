import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why the farm itself wants an agent to drain. */
export class DrainReasons1763800001250 implements MigrationInterface {
  name = 'DrainReasons1763800001250';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agents ADD COLUMN drain_reason text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agents DROP COLUMN drain_reason');
  }
}
