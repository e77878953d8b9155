import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Agent } from './agents/agent.entity.js';
import { Board } from './boards/board.entity.js';
import { StaleEvidence } from './evidence/stale-evidence.entity.js';
import { StoredEvent } from './evidence/stored-event.entity.js';
import { Attempt } from './jobs/attempt.entity.js';
import { Job } from './jobs/job.entity.js';
import { Result } from './jobs/result.entity.js';

/** Every table that TypeORM maps, one line each. */
export const entities: readonly EntityTarget<ObjectLiteral>[] = [
  Agent,
  Attempt,
  Board,
  Job,
  Result,
  StaleEvidence,
  StoredEvent,
];
