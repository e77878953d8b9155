import type { FarmEvents } from '../platform/events/farm-events.js';

interface JobNotice {
  readonly jobId: string;
  readonly submissionId: string | undefined;
}

/** What a transaction has to tell the rest of this process once it is committed. */
export class Notices {
  readonly #changed: JobNotice[] = [];
  readonly #ended: JobNotice[] = [];
  #workQueued = false;
  #cancelRequested = false;

  jobChanged(job: JobNotice): void {
    this.#changed.push(job);
  }

  jobEnded(job: JobNotice): void {
    this.#ended.push(job);
  }

  /** A job waits or a board is free: the dispatcher should look. */
  workQueued(): void {
    this.#workQueued = true;
  }

  /** An agent should be told to stop. */
  cancelRequested(): void {
    this.#cancelRequested = true;
  }

  publish(events: FarmEvents): void {
    for (const job of this.#changed) events.publish('job-changed', job);
    for (const job of this.#ended) events.publish('job-ended', job);
    if (this.#cancelRequested) events.publish('cancel-requested', {});
    if (this.#workQueued) events.publish('work-queued', {});
  }
}
