import { z } from 'zod';
import { feedingSchema, fidelitySchema, layoutSchema } from './fidelity.js';
import { policyReferenceSchema } from './policy-reference.js';

export const metricPresetSchema = z.enum(['mai', 'ntire-div2k', 'benchmark-y']).meta({ id: 'MetricPreset' });
export type MetricPreset = z.infer<typeof metricPresetSchema>;

/** Limits per team; a missing one does not limit. */
export const quotasSchema = z.strictObject({
  perDay: z.number().int().positive().optional(),
  total: z.number().int().positive().optional(),
  atOnce: z.number().int().positive().optional(),
});
export type Quotas = z.infer<typeof quotasSchema>;

const base = z.number().gt(1).max(100);
const psnrFactor = z.number().min(0).max(100);
const ssimFactor = z.number().min(0).max(10_000);
const runtimeExponent = z.number().min(0).max(10);

/**
 * score = base^(psnrFactor·PSNR + ssimFactor·SSIM) / (constant·runtime^runtimeExponent), runtime in milliseconds; the
 * defaults are the challenge's.
 */
export const scoreFormulaSchema = z
  .strictObject({
    base: base.default(2),
    psnrFactor: psnrFactor.default(2),
    ssimFactor: ssimFactor.default(0),
    runtimeExponent: runtimeExponent.default(1),
  })
  .meta({ id: 'ScoreFormula' });
export type ScoreFormula = z.infer<typeof scoreFormulaSchema>;

/** Parts of a formula that change. */
export const scoreFormulaChangeSchema = z
  .strictObject({ base, psnrFactor, ssimFactor, runtimeExponent })
  .partial();

/** Which of a team's valid results is its row: its best, its last, or the submission that it declared final (else its last). */
export const rankingRuleSchema = z.enum(['best', 'last', 'final']).meta({ id: 'RankingRule' });
export type RankingRule = z.infer<typeof rankingRuleSchema>;

/** A row of known quality that takes no rank; with the hash of its network, entries that hold the same are marked. */
export const staticBaselineSchema = z.strictObject({
  team: z.string().min(1).max(64),
  psnr: z.number(),
  ssim: z.number(),
  networkHash: z.string().max(128).optional(),
});
export type StaticBaseline = z.infer<typeof staticBaselineSchema>;

/** Everything that decides how the submissions of a phase are run and scored; hashed into `configHash`. */
export const phaseConfigSchema = z
  .object({
    policy: policyReferenceSchema.default('mai2021'),
    layout: layoutSchema.default('nhwc'),
    /** A phase that accepts `fake` is a rehearsal: everything runs, nothing is ranked. */
    acceptedFidelity: fidelitySchema.default('emulated'),
    metric: metricPresetSchema.default('mai'),
    feeding: feedingSchema.default('raw'),
    scale: z.number().int().min(1).max(8).default(3),
    scoreConstant: z
      .number()
      .positive()
      .default(2 ** 48),
    scoreFormula: scoreFormulaSchema.prefault({}),
    ranking: rankingRuleSchema.default('best'),
    warmup: z.number().int().min(0).max(1000).default(0),
    runs: z.number().int().min(0).max(10_000).default(0),
    picturesPerJob: z.number().int().min(1).max(1000).default(1),
    eventRetentionDays: z.number().int().min(1).default(90),
    quotas: quotasSchema.default({}),
    /** What happens to uploads after `closesAt` while the organizer has not closed the phase. */
    late: z.enum(['refuse', 'mark']).default('refuse'),
    /** Hidden results are shown to participants only after the organizer publishes them. */
    results: z.enum(['public', 'hidden']).default('public'),
    baselines: z.array(staticBaselineSchema).max(20).default([]),
    /** Outputs that are kept of each submission: those of the first pictures by name. */
    keepSamples: z.number().int().min(0).max(20).default(0),
    /** How long after its closing the files of a phase's submissions are kept; forever when absent. */
    modelRetentionDays: z.number().int().min(0).max(36_500).optional(),
    /** Whether a submission needs a factsheet with authors and framework. */
    factsheet: z.enum(['optional', 'required']).default('optional'),
    /** Whether participants may download the dataset of the phase, originals included. */
    publicData: z.boolean().default(false),
  })
  .meta({ id: 'PhaseConfig' });
export type PhaseConfig = z.infer<typeof phaseConfigSchema>;
