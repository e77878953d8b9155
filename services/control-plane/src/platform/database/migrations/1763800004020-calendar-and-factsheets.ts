import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a phase could not open at its time, and what teams say about all their entries in a competition. */
export class CalendarAndFactsheets1763800004020 implements MigrationInterface {
  name = 'CalendarAndFactsheets1763800004020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE phases ADD COLUMN opening_problem text');
    await runner.query(`
      CREATE TABLE factsheets (
        team_id uuid NOT NULL REFERENCES teams (id),
        competition_id uuid NOT NULL REFERENCES competitions (id),
        factsheet jsonb NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (team_id, competition_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE factsheets');
    await runner.query('ALTER TABLE phases DROP COLUMN opening_problem');
  }
}
