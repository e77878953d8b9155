import { createHash } from 'node:crypto';
import type { AttemptNumber, AttemptState } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import type { PresentedOutcome } from './presented-outcome.js';

/** Stores a committed result; attempts that failed or were cancelled have none. */
export async function storeResult(
  manager: EntityManager,
  attempt: AttemptNumber,
  outcome: PresentedOutcome,
  now: Date,
): Promise<void> {
  if (!('kind' in outcome)) return;
  await manager.query('INSERT INTO results (attempt_id, kind, data, created_at) VALUES ($1, $2, $3, $4)', [
    attempt,
    outcome.kind,
    JSON.stringify(outcome.data),
    now,
  ]);
}

/** True when the attempt ended with exactly this outcome before. */
export async function isStoredOutcome(
  manager: EntityManager,
  attempt: AttemptNumber,
  state: AttemptState,
  outcome: PresentedOutcome,
): Promise<boolean> {
  if (!('kind' in outcome)) {
    if (outcome.event === 'confirm-cancel') return state === 'CANCELLED';
    const row = await queryOne<{ failure_class: string | null }>(
      manager,
      `SELECT failure_class FROM attempts WHERE id = $1 AND state = 'FAILED'`,
      [attempt],
    );
    return row?.failure_class === outcome.failureClass;
  }
  const row = await queryOne<{ same: boolean }>(
    manager,
    'SELECT data = $3::jsonb AS same FROM results WHERE attempt_id = $1 AND kind = $2',
    [attempt, outcome.kind, JSON.stringify(outcome.data)],
  );
  return row?.same === true;
}

/** Keeps a result that does not count, for operators; the same one is kept once. */
export async function shelve(
  manager: EntityManager,
  attempt: AttemptNumber,
  outcome: PresentedOutcome,
  reason: string,
  now: Date,
): Promise<void> {
  const payload = JSON.stringify(outcome);
  await manager.query(
    `INSERT INTO stale_evidence (attempt_id, kind, payload, reason, received_at, digest)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (attempt_id, digest) DO NOTHING`,
    [attempt, outcome.event, payload, reason, now, createHash('sha256').update(payload).digest()],
  );
}
