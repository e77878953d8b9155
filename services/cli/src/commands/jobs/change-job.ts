import { type JobView, jobViewSchema } from '@npufarm/contracts';
import type { Call } from '../../command.js';
import type { Answer } from '../../output/answer.js';
import { findWork } from './find-work.js';
import { jobDocument } from './job-document.js';
import { jobText } from './job-text.js';

/** Asks the farm to change a job, or every job of a submission that the change may concern. */
export async function changeJobs(
  { arguments: [id], farm }: Call<readonly [id: string], unknown>,
  verb: 'cancel' | 'rerun',
  concerns: (state: JobView['state']) => boolean,
): Promise<Answer> {
  const client = await farm();
  const change = (jobId: string): Promise<JobView> =>
    client.post(`/api/v1/jobs/${jobId}/${verb}`, jobViewSchema);
  const work = await findWork(client, id);
  if (work.kind === 'job') {
    const job = await change(work.job.id);
    return { document: jobDocument(job, undefined), text: (style) => jobText(job, style) };
  }
  const jobs: JobView[] = [];
  for (const job of work.submission.jobs) if (concerns(job.state)) jobs.push(await change(job.id));
  return {
    document: { items: jobs.map((job) => jobDocument(job, undefined)) },
    text: (style) =>
      jobs.length === 0
        ? `submission ${work.submission.id} has no job to ${verb}`
        : jobs.map((job) => jobText(job, style)).join('\n\n'),
  };
}
