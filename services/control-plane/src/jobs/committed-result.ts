import {
  type FidelityResult,
  fidelityResultSchema,
  type JobId,
  type TimingResult,
  timingResultSchema,
} from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';

type Queries = Pick<EntityManager, 'query'>;

/** The runtime that a job's committed attempt yielded. */
export async function committedTiming(manager: Queries, jobId: JobId): Promise<TimingResult | undefined> {
  const data = await committedData(manager, jobId, 'timing');
  return data === undefined ? undefined : timingResultSchema.parse(data);
}

/** The outputs that a job's committed attempt yielded. */
export async function committedFidelity(manager: Queries, jobId: JobId): Promise<FidelityResult | undefined> {
  const data = await committedData(manager, jobId, 'fidelity');
  return data === undefined ? undefined : fidelityResultSchema.parse(data);
}

async function committedData(manager: Queries, jobId: JobId, kind: string): Promise<unknown> {
  const row = await queryOne<{ data: unknown }>(
    manager,
    `SELECT r.data FROM results r JOIN attempts a ON a.id = r.attempt_id
     WHERE a.job_id = $1 AND a.state = 'COMMITTED' AND r.kind = $2`,
    [jobId, kind],
  );
  return row?.data;
}
