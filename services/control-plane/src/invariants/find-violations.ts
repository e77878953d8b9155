import type { InvariantView } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import type { Invariant } from './invariant.js';

/** What the time-bound invariants count from. */
export interface CheckMoment {
  readonly now: Date;
  /** Since when a sweeper has looked every second without a break. */
  readonly sweepsSince: Date;
}

const rowsShown = 20;

/** Where one invariant does not hold: how often, and the first 20 places. */
export async function findViolations(
  manager: Pick<EntityManager, 'query'>,
  { id, sentence, sql }: Invariant,
  { now, sweepsSince }: CheckMoment,
): Promise<InvariantView> {
  const rows: { subject: string; detail: string; total: number }[] = await manager.query(
    `WITH moment AS (SELECT $1::timestamptz AS now, $2::timestamptz AS sweeps_since)
     SELECT subject, detail, count(*) OVER ()::integer AS total FROM (${sql}) violation
     ORDER BY subject, detail LIMIT ${rowsShown}`,
    [now, sweepsSince],
  );
  return {
    id,
    sentence,
    violations: rows[0]?.total ?? 0,
    examples: rows.map(({ subject, detail }) => ({ subject, detail })),
  };
}
