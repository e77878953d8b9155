import { Injectable } from '@nestjs/common';
import { type AttemptNumber, type FailureClass, type Stage, stages } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { applyAttemptEvent, farmTimes, lockAttempt, WorkTransaction } from '../jobs/index.js';
import { Clock } from '../platform/clock/clock.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';

const rowsPerSweep = 500;

const failureClasses: Readonly<Record<Stage, FailureClass>> = {
  preparing: 'TIMEOUT_PREPARING',
  compiling: 'TIMEOUT_COMPILING',
  measuring: 'TIMEOUT_MEASURING',
  uploading: 'TIMEOUT_UPLOADING',
};

interface Stuck {
  readonly id: AttemptNumber;
  readonly stage: Stage;
  readonly isCancelled: boolean;
}

/**
 * Gives up on attempts whose agent renews and renews and gets nowhere: a stage far beyond its limit, or a cancel
 * that is not obeyed. The agent is told to stop, and the board is unsafe until it proves that nothing runs.
 */
@Injectable()
export class StageSweep {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: WorkTransaction,
    private readonly clock: Clock,
    private readonly logger: FarmLogger,
  ) {}

  async sweep(): Promise<void> {
    const now = this.clock.now();
    for (const { id, stage, isCancelled } of await this.findStuck(now)) {
      const failureClass = isCancelled ? 'CANCELLED_ADMIN' : failureClasses[stage];
      const detail = isCancelled
        ? `The agent did not end the cancelled attempt within ${farmTimes.cancelLimitMs / 1_000} s.`
        : `The agent did not end ${stage} within ${farmTimes.stages[stage] / 1_000} s.`;
      const to = await this.work.run(async (manager, notices) => {
        const attempt = await lockAttempt(manager, id);
        if (attempt?.state !== 'ACCEPTED') return undefined;
        return applyAttemptEvent(manager, attempt, 'fence', { now, failureClass, detail }, notices);
      });
      if (to !== undefined) this.logger.pino.warn({ attempt: id, failureClass }, 'attempt given up');
    }
  }

  private findStuck(now: Date): Promise<Stuck[]> {
    const before = (durationMs: number): Date => new Date(now.getTime() - durationMs);
    return this.dataSource.query(
      `SELECT a.id, l.stage, coalesce(j.cancel_requested_at <= $3, false) AS "isCancelled"
       FROM attempts a JOIN jobs j ON j.id = a.job_id
         JOIN unnest($1::text[], $2::timestamptz[]) AS l (stage, since) ON l.stage = coalesce(a.stage, 'preparing')
       WHERE a.state = 'ACCEPTED' AND (a.stage_since <= l.since OR j.cancel_requested_at <= $3)
       ORDER BY a.id LIMIT ${rowsPerSweep}`,
      [
        stages,
        stages.map((stage) => before(farmTimes.stages[stage] + farmTimes.stageGraceMs)),
        before(farmTimes.cancelLimitMs),
      ],
    );
  }
}
