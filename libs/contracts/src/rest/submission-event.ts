import { z } from 'zod';
import { jobIdSchema, submissionIdSchema } from '../ids.js';
import { jobEventSchema } from '../job-event.js';
import { reasonSchema } from '../reason.js';
import { jobKindSchema, jobStateSchema } from '../states/job-state.js';
import { submissionStateSchema } from '../states/submission-state.js';

/** SSE `state`: where the submission stands; sent first and after every change. The stream ends after a final one. */
export const submissionStateEventSchema = z
  .object({
    submissionId: submissionIdSchema,
    state: submissionStateSchema,
    stateReason: reasonSchema.nullable(),
    final: z.boolean(),
  })
  .meta({ id: 'SubmissionStateEvent' });
export type SubmissionStateEvent = z.infer<typeof submissionStateEventSchema>;

/** SSE `job`: a job of the submission was made or changed. */
export const submissionJobEventSchema = z
  .object({ jobId: jobIdSchema, kind: jobKindSchema, state: jobStateSchema })
  .meta({ id: 'SubmissionJobEvent' });
export type SubmissionJobEvent = z.infer<typeof submissionJobEventSchema>;

/** SSE `log`: a line of one of its jobs. The event id holds every attempt's position: `<attempt>:<seq>,…`. */
export const submissionLogEventSchema = z
  .object({ ...jobEventSchema.shape, jobId: jobIdSchema, jobKind: jobKindSchema })
  .meta({ id: 'SubmissionLogEvent' });
export type SubmissionLogEvent = z.infer<typeof submissionLogEventSchema>;
