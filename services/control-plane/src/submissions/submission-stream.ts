import { Injectable } from '@nestjs/common';
import {
  type JobKind,
  type JobState,
  type Reason,
  type SubmissionId,
  type SubmissionState,
  isFinalSubmissionState,
} from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import type { SseMessage } from '../platform/sse/sse-message.js';
import { LogPosition } from './log-position.js';
import { logLinesAfter } from './log-lines-after.js';

const lookEveryMs = 1_000;
const linesAtOnce = 500;

/** What happens to one submission, as it happens: its state, its jobs' states, and their log lines in order. */
@Injectable()
export class SubmissionStream {
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: FarmEvents,
  ) {}

  /** The state comes first, a final one last, after every stored line. The viewer's pace limits reading, never the farm. */
  async *follow(
    id: SubmissionId,
    lastEventId: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<SseMessage> {
    const position = LogPosition.parse(lastEventId);
    const seen = new Map<string, string>();
    const waker = this.events.waker(
      ['submission-changed', 'job-changed', 'job-ended', 'attempt-events'],
      ({ submissionId }) => submissionId === id,
    );
    try {
      while (!signal.aborted) {
        const state = await this.readState(id);
        if (state === undefined) return;
        const isFinal = isFinalSubmissionState(state.state);
        const data = { submissionId: id, ...state, final: isFinal };
        const stateNow: Watched[] = [{ key: 'state', event: 'state', data }];
        if (!isFinal) yield* fresh(seen, stateNow, position);
        yield* fresh(seen, await this.readJobs(id), position);
        let lines = linesAtOnce;
        while (lines === linesAtOnce && !signal.aborted) {
          lines = 0;
          for (const line of await logLinesAfter(this.dataSource.manager, id, position, linesAtOnce)) {
            lines += 1;
            position.advance(line.attempt, line.seq);
            yield { id: position.toString(), event: 'log', data: line };
          }
        }
        if (isFinal) {
          yield* fresh(seen, stateNow, position);
          return;
        }
        await waker.wait(lookEveryMs, signal);
      }
    } finally {
      waker.close();
    }
  }

  private readState(
    id: SubmissionId,
  ): Promise<{ state: SubmissionState; stateReason: Reason | null } | undefined> {
    return queryOne(
      this.dataSource.manager,
      'SELECT state, state_reason AS "stateReason" FROM submissions WHERE id = $1',
      [id],
    );
  }

  private async readJobs(id: SubmissionId): Promise<Watched[]> {
    const jobs: { jobId: string; kind: JobKind; state: JobState }[] = await this.dataSource.query(
      `SELECT id AS "jobId", kind, state FROM jobs
       WHERE submission_id = $1 AND superseded_by IS NULL ORDER BY queued_at, id`,
      [id],
    );
    return jobs.map((job) => ({ key: job.jobId, event: 'job', data: job }));
  }
}

interface Watched {
  readonly key: string;
  readonly event: 'state' | 'job';
  readonly data: unknown;
}

function* fresh(
  seen: Map<string, string>,
  watched: readonly Watched[],
  position: LogPosition,
): Generator<SseMessage> {
  for (const { key, event, data } of watched) {
    const text = JSON.stringify(data);
    if (seen.get(key) === text) continue;
    seen.set(key, text);
    const id = position.toString();
    yield id === '' ? { event, data } : { id, event, data };
  }
}
