import { Injectable } from '@nestjs/common';
import type { AttemptNumber, FailureClass, JobId } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { lockBoards, saveBoard, stepBoard } from '../boards/index.js';
import { applyAttemptEvent, expireJob, farmTimes, lockAttempt, WorkTransaction } from '../jobs/index.js';
import type { AttemptEvent } from '../lifecycle/index.js';
import { Clock } from '../platform/clock/clock.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { StageSweep } from './stage-sweep.js';

/** A sweeper that slept longer than this was stopped itself, and trusts no lease it finds expired. */
const missedTicksMs = 3_000;
const rowsPerSweep = 500;
/** Wall and monotonic clock that differ by more since the last sweep: somebody has set the farm's clock. */
const clockJumpMs = 1_000;
/** Until then every copy has seen a jump of the clock, and no lease was written by the old one. */
const settleMs = 3_000;

interface Overdue {
  readonly id: AttemptNumber;
  readonly state: 'OFFERED' | 'ACCEPTED';
}

const lapses: Readonly<
  Record<Overdue['state'], { event: AttemptEvent; failureClass: FailureClass; detail: string }>
> = {
  OFFERED: {
    event: 'offer-lapsed',
    failureClass: 'TIMEOUT_START',
    detail: `The agent did not accept the offer within ${farmTimes.startWindowMs / 1000} s.`,
  },
  ACCEPTED: {
    event: 'lease-expired',
    failureClass: 'AGENT_LOST',
    detail: `The agent did not renew the lease of ${farmTimes.leaseMs / 1000} s.`,
  },
};

/** Ends what has run out: offers nobody accepted, leases nobody renewed, jobs no board took, links gone silent. */
@Injectable()
export class Sweeper {
  private running: Promise<void> = Promise.resolve();
  private lastSweepMs: number | undefined;
  /** Wall clock minus monotonic clock at the last sweep. */
  private lastOffsetMs = 0;
  private settledAtMs = 0;
  private listensSinceMs = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly work: WorkTransaction,
    private readonly stages: StageSweep,
    private readonly clock: Clock,
    private readonly logger: FarmLogger,
  ) {}

  /** Since when this copy sweeps without a break; undefined when it does not, or was stopped itself. */
  get sweepsSince(): Date | undefined {
    const monotonicMs = this.clock.monotonicMs();
    if (this.lastSweepMs === undefined || monotonicMs - this.lastSweepMs > missedTicksMs) return undefined;
    return new Date(this.clock.now().getTime() - (monotonicMs - this.listensSinceMs));
  }

  /**
   * One sweep. The first one, or one after a pause of its own or a jump of the clock, extends every open lease instead.
   * One at a time: of two at once, the slower would set back when the last one was.
   */
  sweep(): Promise<void> {
    const sweep = this.running.catch(() => undefined).then(() => this.sweepOnce());
    this.running = sweep;
    return sweep;
  }

  private async sweepOnce(): Promise<void> {
    await this.clock.synchronise();
    const monotonicMs = this.clock.monotonicMs();
    const offsetMs = this.clock.now().getTime() - monotonicMs;
    const hasSlept = this.lastSweepMs === undefined || monotonicMs - this.lastSweepMs > missedTicksMs;
    const hasJumped = this.lastSweepMs !== undefined && Math.abs(offsetMs - this.lastOffsetMs) > clockJumpMs;
    if (hasJumped) {
      this.settledAtMs = monotonicMs + settleMs;
      this.logger.pino.warn({ byMs: offsetMs - this.lastOffsetMs }, 'the farm’s clock was set');
    }
    this.lastOffsetMs = offsetMs;
    // Only a sweep that reached the database counts: while it was away, nobody could renew either.
    if (hasSlept || monotonicMs < this.settledAtMs) {
      await this.extendOpenLeases();
      this.listensSinceMs = monotonicMs;
      this.lastSweepMs = monotonicMs;
      return;
    }
    const now = this.clock.now();
    const overdue = await this.findOverdue(now);
    this.lastSweepMs = monotonicMs;
    await this.endLeases(overdue, now);
    await this.stages.sweep();
    await this.sweepQueue();
    if (monotonicMs - this.listensSinceMs > silenceMs) await this.sweepLinks();
  }

  private async extendOpenLeases(): Promise<void> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + farmTimes.leaseMs);
    await this.dataSource.query(
      `UPDATE attempts SET lease_until = $1, stage_since = CASE WHEN stage_since IS NULL THEN NULL ELSE $2::timestamptz END
       WHERE state IN ('OFFERED', 'ACCEPTED')`,
      [until, now],
    );
    await this.dataSource.query(
      `UPDATE jobs SET not_before = $1 WHERE state = 'QUEUED' AND not_before > $1`,
      [new Date(now.getTime() + longestRetryPauseMs)],
    );
  }

  private findOverdue(now: Date): Promise<Overdue[]> {
    return this.dataSource.query(
      `SELECT id, state FROM attempts
       WHERE (state = 'OFFERED' AND lease_until <= $1) OR (state = 'ACCEPTED' AND lease_until <= $2)
       ORDER BY lease_until LIMIT ${rowsPerSweep}`,
      [now, new Date(now.getTime() - farmTimes.graceMs)],
    );
  }

  private async endLeases(overdue: readonly Overdue[], now: Date): Promise<void> {
    for (const { id, state } of overdue) {
      const { event, failureClass, detail } = lapses[state];
      const to = await this.work.run(async (manager, notices) => {
        const attempt = await lockAttempt(manager, id);
        if (attempt === undefined || attempt.state !== state) return undefined;
        return applyAttemptEvent(manager, attempt, event, { now, failureClass, detail }, notices);
      });
      if (to !== undefined)
        this.logger.pino.warn({ attempt: id, to, failureClass }, 'lease ended by the sweeper');
    }
  }

  private async sweepQueue(): Promise<void> {
    const now = this.clock.now();
    const overdue: { id: JobId }[] = await this.dataSource.query(
      `SELECT id FROM jobs WHERE state = 'QUEUED' AND queued_at <= $1 ORDER BY queued_at LIMIT ${rowsPerSweep}`,
      [new Date(now.getTime() - farmTimes.queueLimitMs)],
    );
    for (const { id } of overdue)
      await this.work.run((manager, notices) => expireJob(manager, id, now, notices));
  }

  private async sweepLinks(): Promise<void> {
    const now = this.clock.now();
    await this.work.run(async (manager) => {
      const silent = await lockBoards(
        manager,
        `b.link <> 'disconnected' AND b.agent_id IN (
           SELECT id FROM agents WHERE last_seen_at IS NULL OR last_seen_at <= $1)`,
        [new Date(now.getTime() - silenceMs)],
      );
      for (const board of silent) {
        await saveBoard(manager, board, stepBoard(board, { axis: 'link', event: 'silent' }), now);
      }
    });
  }
}

/** What is longer than this was written by a clock that was ahead. */
const longestRetryPauseMs = 60_000;

const silenceMs = farmTimes.leaseMs + farmTimes.graceMs;
