import type { JobId, JobKind, JobRequirement, JobWork } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import type { Candidate, FairShareEntry } from '../scheduling/index.js';
import { costOf } from './cost-of.js';

interface Row {
  readonly id: JobId;
  readonly account: string;
  readonly requirement: JobRequirement;
  readonly capability_class: string;
  readonly priority: number;
  readonly queued_at: Date;
  readonly not_before: Date | null;
  readonly board: string | null;
  readonly tried: string[] | null;
  readonly kind: JobKind;
  readonly work: JobWork;
}

const columns = `j.id, j.account, j.requirement, j.capability_class, j.priority, j.queued_at, j.not_before, j.board,
  j.kind, j.work, CASE WHEN j.attempt_count = 0 THEN NULL ELSE (
    SELECT array_agg(b.name) FROM attempts t JOIN boards b ON b.id = t.board_id
    WHERE t.job_id = j.id AND t.accepted_at IS NOT NULL AND t.state <> 'CANCELLED') END AS tried`;

/** The first `perAccount` waiting jobs of every team and capability class: a short list however long the queue is. */
export async function readCandidates(
  manager: Pick<EntityManager, 'query'>,
  perAccount: number,
  now: Date,
): Promise<Candidate[]> {
  const rows: Row[] = await manager.query(
    `SELECT ${columns} FROM fair_share f CROSS JOIN LATERAL (
       SELECT * FROM jobs q
       WHERE q.state = 'QUEUED' AND q.capability_class = f.capability_class AND q.account = f.account
         AND (q.not_before IS NULL OR q.not_before <= $2)
       ORDER BY q.priority DESC, q.queued_at, q.id LIMIT $1) j`,
    [perAccount, now],
  );
  return rows.map(candidateOf);
}

/** One waiting job as the scheduler sees it. */
export async function readCandidatesById(
  manager: Pick<EntityManager, 'query'>,
  ids: readonly JobId[],
): Promise<Candidate[]> {
  const rows: Row[] = await manager.query(`SELECT ${columns} FROM jobs j WHERE j.id = ANY($1::uuid[])`, [
    ids,
  ]);
  return rows.map(candidateOf);
}

/** The virtual times of all teams in these capability classes. */
export function readFairShare(
  manager: Pick<EntityManager, 'query'>,
  capabilityClasses: readonly string[],
): Promise<FairShareEntry[]> {
  return manager.query(
    `SELECT capability_class AS "capabilityClass", account, virtual_time AS "virtualTime"
     FROM fair_share WHERE capability_class = ANY($1)`,
    [capabilityClasses],
  );
}

function candidateOf(row: Row): Candidate {
  return {
    jobId: row.id,
    account: row.account,
    requirement: row.requirement,
    capabilityClass: row.capability_class,
    priority: row.priority,
    queuedAtMs: row.queued_at.getTime(),
    ...(row.not_before === null ? {} : { notBeforeMs: row.not_before.getTime() }),
    ...(row.board === null ? {} : { board: row.board }),
    triedBoards: row.tried ?? [],
    healthCheck: row.kind === 'canary',
    cost: costOf(row.work),
  };
}
