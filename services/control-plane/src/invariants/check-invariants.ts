import type { InvariantView } from '@npufarm/contracts';
import type { DataSource } from 'typeorm';
import { checkAuditChain } from './check-audit-chain.js';
import { type CheckMoment, findViolations } from './find-violations.js';
import { invariants } from './list/index.js';

const statementTimeoutMs = 30_000;

/**
 * Checks every invariant on one snapshot of the tables.
 *
 * Left alone it takes the system's clock and a sweeper that has always run.
 */
export function checkInvariants(
  dataSource: Pick<DataSource, 'transaction'>,
  { now = new Date(), sweepsSince = new Date(0) }: Partial<CheckMoment> = {},
): Promise<InvariantView[]> {
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    await manager.query('SET TRANSACTION READ ONLY');
    await manager.query(`SET LOCAL statement_timeout = ${statementTimeoutMs}`);
    const views: InvariantView[] = [];
    for (const invariant of invariants)
      views.push(await findViolations(manager, invariant, { now, sweepsSince }));
    views.push(await checkAuditChain(manager));
    return views;
  });
}
