import { Injectable } from '@nestjs/common';
import type { JobId, JobRequirement, JobWork } from '@npufarm/contracts';
import { BoardViews } from '../boards/index.js';
import { jobPriorities, JobQueue, WorkTransaction } from '../jobs/index.js';
import { queryOne } from '../platform/database/query-one.js';
import { FarmError } from '../platform/problems/farm-error.js';

interface Row {
  readonly requirement: JobRequirement;
  readonly work: JobWork;
}

/** Canary jobs: work that is known to succeed, sent to one board to see whether it still does. */
@Injectable()
export class HealthChecks {
  constructor(
    private readonly boards: BoardViews,
    private readonly queue: JobQueue,
    private readonly work: WorkTransaction,
  ) {}

  /**
   * Queues a canary for a board: the newest timing work that has succeeded on boards of its fidelity.
   *
   * @throws FarmError `board.not-found`, `board.no-canary`
   */
  async check(name: string): Promise<JobId> {
    const { fidelity } = await this.boards.get(name);
    return this.work.run(async (manager, notices) => {
      const known = await queryOne<Row>(
        manager,
        `SELECT requirement, work FROM jobs
         WHERE state = 'SUCCEEDED' AND kind IN ('timing', 'canary') AND requirement->>'fidelity' = $1
           AND EXISTS (
             SELECT FROM blobs WHERE sha256 = decode(work->'compilation'->>'modelSha256', 'hex'))
         ORDER BY ended_at DESC LIMIT 1`,
        [fidelity],
      );
      if (known === undefined) throw noCanary(name, fidelity);
      const [id] = await this.queue.enqueue(manager, [
        {
          kind: 'canary',
          priority: jobPriorities.healthCheck,
          requirement: { fidelity, capabilities: {} },
          work: known.work,
          board: name,
          attemptLimit: 1,
        },
      ]);
      if (id === undefined) throw new Error(`The canary for board ${name} was queued without an id.`);
      notices.workQueued();
      return id;
    });
  }
}

function noCanary(name: string, fidelity: string): FarmError {
  return new FarmError({
    code: 'board.no-canary',
    fault: 'participant',
    status: 409,
    detail: `Board ${name} cannot be checked: no timing job whose model is still kept has succeeded on a board of fidelity ${fidelity}.`,
    hint: 'Submit any valid model first.',
  });
}
