import { z } from 'zod';
import { checkReportSchema } from '../check-report.js';
import { factsheetSchema } from '../factsheet.js';
import { clockKindSchema, fidelitySchema, numericsSchema } from '../fidelity.js';
import { jobIdSchema, sha256Schema, submissionIdSchema } from '../ids.js';
import { issueSchema } from '../issue.js';
import { reasonSchema } from '../reason.js';
import { jobKindSchema, jobStateSchema } from '../states/job-state.js';
import { submissionStateSchema } from '../states/submission-state.js';
import { timingResultSchema } from '../timing-result.js';
import { listOf } from './list-of.js';

/** A submission in lists. */
export const submissionSummarySchema = z
  .object({
    id: submissionIdSchema,
    competition: z.string(),
    phase: z.string(),
    team: z.string(),
    fileName: z.string(),
    modelSha256: sha256Schema,
    modelBytes: z.number().int(),
    state: submissionStateSchema,
    stateReason: reasonSchema.nullable(),
    late: z.boolean(),
    /** The team's choice in a phase that ranks finals. */
    isFinal: z.boolean().default(false),
    createdAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    psnr: z.number().nullable(),
    ssim: z.number().nullable(),
    npuMs: z.number().nullable(),
    score: z.number().nullable(),
  })
  .meta({ id: 'SubmissionSummary' });
export type SubmissionSummary = z.infer<typeof submissionSummarySchema>;

/** Quality of one picture; `psnr` is null when the pictures are identical. */
export const pictureScoreSchema = z
  .object({ name: z.string(), psnr: z.number().nullable(), ssim: z.number(), identical: z.boolean() })
  .meta({ id: 'PictureScore' });
export type PictureScore = z.infer<typeof pictureScoreSchema>;

/** Mean quality of bicubic interpolation on the same pictures. */
export const baselineQualitySchema = z.object({ psnr: z.number().nullable(), ssim: z.number().nullable() });

export const submissionJobSchema = z
  .object({
    id: jobIdSchema,
    kind: jobKindSchema,
    state: jobStateSchema,
    queuedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'SubmissionJob' });
export type SubmissionJob = z.infer<typeof submissionJobSchema>;

/** Everything about one submission; parts that do not exist yet are null or empty. */
export const submissionViewSchema = z
  .object({
    ...submissionSummarySchema.shape,
    verdict: z.enum(['accepted', 'rejected', 'failed', 'withdrawn']).nullable(),
    fidelity: fidelitySchema.nullable(),
    clock: clockKindSchema.nullable(),
    numerics: numericsSchema.nullable(),
    modelVersion: z.string().nullable(),
    configHash: z.string().nullable(),
    issues: z.array(issueSchema),
    check: checkReportSchema.nullable(),
    jobs: z.array(submissionJobSchema),
    timing: timingResultSchema.nullable(),
    pictures: z.array(pictureScoreSchema),
    bicubic: baselineQualitySchema.nullable(),
    /** When its files were deleted; null while they are kept. */
    filesDeletedAt: z.iso.datetime().nullable().default(null),
    /** What quantisation cost against the float model of the archive; null where it is not available. */
    deltaPsnr: z.number().nullable().default(null),
    deltaSsim: z.number().nullable().default(null),
    /** Why the float model yields no drop. */
    dropReason: reasonSchema.nullable().default(null),
    /** Equal for files that hold the same network, whatever their shapes and calibration. */
    networkHash: z.string().nullable().default(null),
    warnings: z.array(issueSchema).default([]),
    factsheet: factsheetSchema.nullable().default(null),
    /** True when quality and score are not shown until the organizer publishes them. */
    resultsHidden: z.boolean().default(false),
  })
  .meta({ id: 'SubmissionView' });
export type SubmissionView = z.infer<typeof submissionViewSchema>;

export const submissionListSchema = listOf(submissionSummarySchema).meta({ id: 'SubmissionList' });
export type SubmissionList = z.infer<typeof submissionListSchema>;

/** Query of POST /submissions; the body is the file. */
export const submitQuerySchema = z.object({
  competition: z.string().min(1).max(64),
  phase: z.string().min(1).max(64),
  fileName: z.string().min(1).max(255).default('model.tflite'),
});
export type SubmitQuery = z.infer<typeof submitQuerySchema>;
