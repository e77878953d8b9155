import type { EntityTarget, ObjectLiteral } from 'typeorm';

/** Every table that TypeORM maps, one line each. */
export const entities: readonly EntityTarget<ObjectLiteral>[] = [];
