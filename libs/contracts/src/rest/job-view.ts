import { z } from 'zod';
import { jobIdSchema, submissionIdSchema } from '../ids.js';
import { issueSchema } from '../issue.js';
import { jobRequirementSchema } from '../job-requirement.js';
import { reasonSchema } from '../reason.js';
import { jobKindSchema, jobStateSchema } from '../states/job-state.js';
import { timingResultSchema } from '../timing-result.js';
import { attemptViewSchema } from './attempt-view.js';
import { listOf } from './list-of.js';

/** A job in lists. */
export const jobSummarySchema = z
  .object({
    id: jobIdSchema,
    submissionId: submissionIdSchema.nullable(),
    team: z.string().nullable(),
    kind: jobKindSchema,
    state: jobStateSchema,
    priority: z.number().int(),
    board: z.string().nullable(),
    attemptCount: z.number().int(),
    attemptLimit: z.number().int(),
    cancelRequestedAt: z.iso.datetime().nullable(),
    queuedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'JobSummary' });
export type JobSummary = z.infer<typeof jobSummarySchema>;

/** A job with its attempts; `waiting` says why it is not running while it is queued. */
export const jobViewSchema = z
  .object({
    ...jobSummarySchema.shape,
    requirement: jobRequirementSchema,
    attempts: z.array(attemptViewSchema),
    waiting: z.array(reasonSchema),
    issues: z.array(issueSchema),
    timing: timingResultSchema.nullable(),
    failureClass: z.string().nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'JobView' });
export type JobView = z.infer<typeof jobViewSchema>;

export const jobListSchema = listOf(jobSummarySchema).meta({ id: 'JobList' });
export type JobList = z.infer<typeof jobListSchema>;
