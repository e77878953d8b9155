import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import type { LogLine } from './log-line.js';
import { insertEvents, type InsertOutcome } from './insert-events.js';

const flushAfterMs = 40;
const flushAtEvents = 2_000;

interface Pending {
  readonly lines: readonly LogLine[];
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/** Stores the events of many attempts with one statement: what came within 40 ms or during the last one, or 2,000 events. */
@Injectable()
export class EventWriter {
  private pending: Pending[] = [];
  private pendingEvents = 0;
  private timer: Promise<void> | undefined;
  private writing: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly events: FarmEvents,
  ) {}

  /**
   * Resolves once the lines are committed. They belong to one attempt and are consecutive.
   *
   * Rejects with a HoleError, and stores none of them, when lines before them are missing.
   */
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
    this.timer = undefined;
    if (this.pending.length === 0) return this.writing;
    // What comes while a statement is under way goes out together in the next one.
    this.next ??= this.writing.then(() => {
      const taken = this.pending;
      this.pending = [];
      this.pendingEvents = 0;
      this.next = undefined;
      this.writing = this.store(taken);
      return this.writing;
    });
    return this.next;
  }

  private async store(taken: readonly Pending[]): Promise<void> {
    let outcome: InsertOutcome;
    try {
      outcome = await this.dataSource.transaction((manager) =>
        insertEvents(
          manager,
          taken.map(({ lines }) => lines),
          this.clock.now(),
        ),
      );
    } catch (cause) {
      for (const { reject } of taken) reject(cause);
      return;
    }
    for (const { lines, resolve, reject } of taken) {
      const hole = outcome.holes.get(lines);
      if (hole === undefined) resolve();
      else reject(hole);
    }
    for (const { attempt, jobId, submissionId } of outcome.stored) {
      this.events.publish('attempt-events', {
        attemptId: attempt,
        jobId,
        submissionId: submissionId ?? undefined,
      });
    }
  }
}
