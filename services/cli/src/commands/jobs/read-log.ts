import {
  isFinalJobState,
  isFinalSubmissionState,
  type JobEvent,
  jobEventSchema,
  jobViewSchema,
  submissionViewSchema,
} from '@npufarm/contracts';
import type { FarmClient } from '../../connection/farm-client.js';
import { followEvents } from '../../connection/follow-events.js';
import { findWork, type Work } from './find-work.js';

/** A stream that sends what is stored at once; silence of this length means that the rest is still to happen. */
const quietMs = 700;

function isEnded(work: Work): boolean {
  return work.kind === 'job'
    ? isFinalJobState(work.job.state)
    : isFinalSubmissionState(work.submission.state);
}

/** The log lines of a job, or of all jobs of a submission; with `follow` until the work has ended. */
export async function* readLog(client: FarmClient, id: string, follow: boolean): AsyncGenerator<JobEvent> {
  const work = await findWork(client, id);
  const path =
    work.kind === 'job' ? `/api/v1/jobs/${work.job.id}` : `/api/v1/submissions/${work.submission.id}`;
  const isOver = async (): Promise<boolean> =>
    work.kind === 'job'
      ? isFinalJobState((await client.get(path, jobViewSchema)).state)
      : isFinalSubmissionState((await client.get(path, submissionViewSchema)).state);
  const quiet = new AbortController();
  const signal = AbortSignal.any([client.signal, quiet.signal]);
  const stopsWhenQuiet = !follow && !isEnded(work);
  let timer = stopsWhenQuiet ? setTimeout(() => quiet.abort(), quietMs) : undefined;
  try {
    for await (const message of followEvents(client, `${path}/events`, { signal, isOver })) {
      if (message.event === 'log') yield jobEventSchema.parse(JSON.parse(message.data));
      timer = timer?.refresh();
    }
  } catch (error) {
    if (!quiet.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
}
