export { jobPriorities } from './job-priorities.js';
export { JobQueue } from './job-queue.js';
export type { NewJob } from './new-job.js';
