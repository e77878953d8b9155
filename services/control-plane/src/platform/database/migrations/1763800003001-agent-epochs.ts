import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which process of an agent is the later one. */
export class AgentEpochs1763800003001 implements MigrationInterface {
  name = 'AgentEpochs1763800003001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agents ADD COLUMN epoch bigint NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agents DROP COLUMN epoch');
  }
}
