import {
  isFinalJobState,
  isFinalSubmissionState,
  type JobEvent,
  jobEventSchema,
  jobViewSchema,
  submissionLogEventSchema,
  submissionViewSchema,
} from '@npufarm/contracts';
import { z } from 'zod';
import type { FarmClient } from '../../connection/farm-client.js';
import { followEvents } from '../../connection/follow-events.js';
import { findWork } from './find-work.js';

const stateMessageSchema = z.object({ final: z.boolean() });

/** The stored lines of a job; with `follow` also what comes until it has ended. */
async function* readJobLog(client: FarmClient, jobId: string, follow: boolean): AsyncGenerator<JobEvent> {
  const path = `/api/v1/jobs/${jobId}`;
  const isOver = async (): Promise<boolean> => isFinalJobState((await client.get(path, jobViewSchema)).state);
  for await (const message of followEvents(client, `${path}/events`, { isOver })) {
    const data: unknown = JSON.parse(message.data);
    if (message.event === 'log') yield jobEventSchema.parse(data);
    // The farm tells the state once it has sent every stored line.
    else if (message.event === 'state' && (!follow || stateMessageSchema.parse(data).final)) return;
  }
}

/** The lines of all jobs of a submission as they come, until its verdict. */
async function* followSubmissionLog(client: FarmClient, id: string): AsyncGenerator<JobEvent> {
  const path = `/api/v1/submissions/${id}`;
  const isOver = async (): Promise<boolean> =>
    isFinalSubmissionState((await client.get(path, submissionViewSchema)).state);
  for await (const message of followEvents(client, `${path}/events`, { isOver })) {
    const data: unknown = JSON.parse(message.data);
    if (message.event === 'log') yield submissionLogEventSchema.parse(data);
    else if (message.event === 'state' && stateMessageSchema.parse(data).final) return;
  }
}

/** The log lines of a job, or of all jobs of a submission; with `follow` until the work has ended. */
export async function* readLog(client: FarmClient, id: string, follow: boolean): AsyncGenerator<JobEvent> {
  const work = await findWork(client, id);
  if (work.kind === 'job') yield* readJobLog(client, work.job.id, follow);
  else if (follow) yield* followSubmissionLog(client, work.submission.id);
  else for (const job of work.submission.jobs) yield* readJobLog(client, job.id, false);
}
