import { z } from 'zod';
import { jobIdSchema, submissionIdSchema } from '../ids.js';
import { reasonSchema } from '../reason.js';
import { jobKindSchema } from '../states/job-state.js';

/** A queued job with the reasons why it does not run now. */
export const queueItemSchema = z
  .object({
    jobId: jobIdSchema,
    submissionId: submissionIdSchema.nullable(),
    team: z.string().nullable(),
    kind: jobKindSchema,
    priority: z.number().int(),
    queuedAt: z.iso.datetime(),
    reasons: z.array(reasonSchema),
  })
  .meta({ id: 'QueueItem' });
export type QueueItem = z.infer<typeof queueItemSchema>;

/** The head of the queue in the order it will be served, and its whole length. */
export const queueViewSchema = z
  .object({ queued: z.number().int(), active: z.number().int(), items: z.array(queueItemSchema) })
  .meta({ id: 'QueueView' });
export type QueueView = z.infer<typeof queueViewSchema>;
