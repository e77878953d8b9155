import { type JobView, jobViewSchema, type SubmissionView, submissionViewSchema } from '@npufarm/contracts';
import type { FarmClient } from '../../connection/farm-client.js';
import { CommandError } from '../../output/command-error.js';
import { usageError } from '../../output/usage-error.js';

/** What an id stands for: a job with its submission, or a submission. */
export type Work =
  | { readonly kind: 'job'; readonly job: JobView; readonly submission: SubmissionView | undefined }
  | { readonly kind: 'submission'; readonly submission: SubmissionView };

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Throws unless a text can be an id, so that a typing error is told before the farm is asked. */
export function requireId(text: string): string {
  if (idPattern.test(text)) return text.toLowerCase();
  throw usageError(`${text} is not an id of a job or submission`, 'npufarm jobs ls lists them');
}

async function orUndefined<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (error) {
    const status =
      error instanceof CommandError &&
      typeof error.cause === 'object' &&
      error.cause !== null &&
      'status' in error.cause
        ? error.cause.status
        : undefined;
    if (status === 404) return undefined;
    throw error;
  }
}

/** The job or submission of an id; throws the farm's answer when it knows neither. */
export async function findWork(client: FarmClient, text: string): Promise<Work> {
  const id = requireId(text);
  const job = await orUndefined(client.get(`/api/v1/jobs/${id}`, jobViewSchema));
  if (job === undefined) {
    return {
      kind: 'submission',
      submission: await client.get(`/api/v1/submissions/${id}`, submissionViewSchema),
    };
  }
  const submission =
    job.submissionId === null
      ? undefined
      : await orUndefined(client.get(`/api/v1/submissions/${job.submissionId}`, submissionViewSchema));
  return { kind: 'job', job, submission };
}
