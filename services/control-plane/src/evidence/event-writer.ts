import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import type { LogLine } from './log-line.js';
import { insertEvents, type StoredAttempt } from './insert-events.js';

const flushAfterMs = 20;
const flushAtEvents = 2_000;

interface Pending {
  readonly lines: readonly LogLine[];
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/** Stores the events of many attempts with one statement: what came within 20 ms, or 2,000 events. */
@Injectable()
export class EventWriter {
  private pending: Pending[] = [];
  private pendingEvents = 0;
  private timer: Promise<void> | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly events: FarmEvents,
  ) {}

  /** Resolves once the lines are committed. They belong to one attempt and are consecutive. */
  write(lines: readonly LogLine[]): Promise<void> {
    if (lines.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.pending.push({ lines, resolve, reject });
      this.pendingEvents += lines.length;
      if (this.pendingEvents >= flushAtEvents) void this.flush();
      else this.timer ??= this.clock.sleep(flushAfterMs).then(() => this.flush());
    });
  }

  /** Stores everything that waits; resolves when it is committed, or when its writers were told why not. */
  flush(): Promise<void> {
    const taken = this.pending;
    this.pending = [];
    this.pendingEvents = 0;
    this.timer = undefined;
    if (taken.length > 0) this.writing = this.writing.then(() => this.store(taken));
    return this.writing;
  }

  private async store(taken: readonly Pending[]): Promise<void> {
    let stored: StoredAttempt[];
    try {
      stored = await this.dataSource.transaction((manager) =>
        insertEvents(
          manager,
          taken.flatMap(({ lines }) => lines),
          this.clock.now(),
        ),
      );
    } catch (cause) {
      for (const { reject } of taken) reject(cause);
      return;
    }
    for (const { resolve } of taken) resolve();
    for (const { attempt, jobId, submissionId } of stored) {
      this.events.publish('attempt-events', {
        attemptId: attempt,
        jobId,
        submissionId: submissionId ?? undefined,
      });
    }
  }
}
