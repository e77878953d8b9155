import { Injectable } from '@nestjs/common';
import { type AttemptNumber, isFinalJobState, type JobId, type JobState } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { type LogPosition, readEvents } from '../evidence/index.js';
import { queryOne } from '../platform/database/query-one.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import type { SseMessage } from '../platform/sse/sse-message.js';

const page = 500;
const lookEveryMs = 1_000;

/** A job's log as a live stream. */
@Injectable()
export class JobLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: FarmEvents,
  ) {}

  /**
   * Every line after a position, then new ones as they are stored; ends with `state` once the job has ended.
   * The id of a line is `<attempt>:<seq>`.
   */
  async *follow(jobId: JobId, lastId: string | undefined, signal: AbortSignal): AsyncGenerator<SseMessage> {
    const waker = this.events.waker(
      ['attempt-events', 'job-changed', 'job-ended'],
      (event) => event.jobId === jobId,
    );
    let position = readPosition(lastId);
    let shown: JobState | undefined;
    try {
      while (!signal.aborted) {
        const state = await this.stateOf(jobId);
        const lines = await readEvents(this.dataSource.manager, jobId, position, page);
        for (const line of lines) {
          position = { attempt: line.attempt, seq: line.seq };
          yield { id: `${line.attempt}:${line.seq}`, event: 'log', data: line };
        }
        if (lines.length === page) continue;
        if (state !== shown) {
          shown = state;
          yield {
            event: 'state',
            data: { jobId, state, final: state === undefined || isFinalJobState(state) },
          };
        }
        if (state === undefined || isFinalJobState(state)) return;
        await waker.wait(lookEveryMs, signal);
      }
    } finally {
      waker.close();
    }
  }

  private async stateOf(jobId: JobId): Promise<JobState | undefined> {
    const row = await queryOne<{ state: JobState }>(
      this.dataSource.manager,
      'SELECT state FROM jobs WHERE id = $1',
      [jobId],
    );
    return row?.state;
  }
}

function readPosition(id: string | undefined): LogPosition | undefined {
  const match = id === undefined ? null : /^(\d+):(\d+)$/.exec(id);
  return match === null ? undefined : { attempt: match[1] as AttemptNumber, seq: Number(match[2]) };
}
