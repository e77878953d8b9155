import { z } from 'zod';
import { listOf } from './list-of.js';

/** The runs of one submission in a final evaluation; runtimes in milliseconds. */
export const finalRowSchema = z
  .object({
    submissionId: z.string(),
    team: z.string(),
    done: z.number().int(),
    failed: z.number().int(),
    /** Median of the boards' medians; null until a run has succeeded. */
    npuMs: z.number().nullable(),
    minMs: z.number().nullable(),
    maxMs: z.number().nullable(),
    /** Spread of all runs around their median. */
    meanAbsoluteDeviationMs: z.number().nullable(),
    boards: z.array(z.object({ board: z.string(), medianMs: z.number(), runs: z.number().int() })),
  })
  .meta({ id: 'FinalRow' });
export type FinalRow = z.infer<typeof finalRowSchema>;

/** All final submissions of a phase, measured on the same boards the same number of times. */
export const finalEvaluationViewSchema = z
  .object({
    id: z.string(),
    competition: z.string(),
    phase: z.string(),
    boards: z.array(z.string()),
    repetitions: z.number().int(),
    startedBy: z.string(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    done: z.number().int(),
    total: z.number().int(),
    rows: z.array(finalRowSchema),
  })
  .meta({ id: 'FinalEvaluationView' });
export type FinalEvaluationView = z.infer<typeof finalEvaluationViewSchema>;

export const startFinalEvaluationSchema = z
  .strictObject({
    boards: z.array(z.string().min(1)).min(1).max(50),
    repetitions: z.number().int().min(1).max(100).default(3),
  })
  .meta({ id: 'StartFinalEvaluation' });
export type StartFinalEvaluation = z.infer<typeof startFinalEvaluationSchema>;

/** Which submissions of a phase run again: those named, those of teams, those in states, or those that ran in an invalidated window. Nothing given is all. */
export const rerunRequestSchema = z
  .strictObject({
    submissions: z.array(z.uuid()).optional(),
    teams: z.array(z.string()).optional(),
    states: z.array(z.enum(['SCORED', 'REJECTED', 'FAILED'])).optional(),
    invalidated: z.boolean().default(false),
  })
  .meta({ id: 'RerunRequest' });
export type RerunRequest = z.infer<typeof rerunRequestSchema>;

export const rerunAnswerSchema = z
  .object({ submissions: z.array(z.string()), jobs: z.number().int() })
  .meta({ id: 'RerunAnswer' });
export type RerunAnswer = z.infer<typeof rerunAnswerSchema>;

/** A time in which a board is not to be trusted. */
export const invalidateWindowSchema = z
  .strictObject({
    board: z.string().min(1),
    startsAt: z.iso.datetime({ offset: true }),
    endsAt: z.iso.datetime({ offset: true }),
    reason: z.string().trim().min(1).max(1000),
  })
  .refine(({ startsAt, endsAt }) => Date.parse(startsAt) < Date.parse(endsAt), {
    path: ['endsAt'],
    error: 'must be after startsAt',
  })
  .meta({ id: 'InvalidateWindow' });
export type InvalidateWindow = z.infer<typeof invalidateWindowSchema>;

/** An invalidated window with the results that count and were measured in it: they need a re-run. */
export const invalidationViewSchema = z
  .object({
    id: z.string(),
    board: z.string(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    reason: z.string(),
    affected: z.array(
      z.object({
        submissionId: z.string(),
        team: z.string(),
        competition: z.string(),
        phase: z.string(),
        isFinalRun: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'InvalidationView' });
export type InvalidationView = z.infer<typeof invalidationViewSchema>;
export const invalidationListSchema = listOf(invalidationViewSchema).meta({ id: 'InvalidationList' });
export type InvalidationList = z.infer<typeof invalidationListSchema>;
