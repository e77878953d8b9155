import type { MigrationInterface } from 'typeorm';

/** Every migration in the order of their numbers. */
export const migrations: readonly (new () => MigrationInterface)[] = [];
